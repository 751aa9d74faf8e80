"""Lists of words by language, as the rules about text need them."""

from __future__ import annotations

from collections.abc import Mapping


def _set(words: str) -> frozenset[str]:
    return frozenset(words.split())


LITTLE: Mapping[str, frozenset[str]] = {
    "en": _set(
        """
        the of and to is that it was for are as with be this by not or have from at which but an
        they if can has when will you your all were been would their its may must should than then
        there these those into only does do how what where who we he she his her our on in a so no
        more such them out both about most some after before over under between through during
        against because while since until any each many much could my me him also other others up
        off again
        """
    ),
    "de": _set(
        """
        was will all her most me der die das und ist nicht ein eine zu den dem des mit auf für von
        sich als auch es an werden aus er hat dass sie nach wird bei einer um am sind noch wie
        einem über einen so zum war haben nur oder aber vor zur bis mehr durch man sein wurde in
        im
        """
    ),
    "fr": _set(
        """
        a as an or me but le la les des du de et est un une que qui dans pour pas sur au aux avec
        ce il par plus ne se sont mais cette ou ces son sa ses être été leur nous vous elle comme
        en si on
        """
    ),
    "es": _set(
        """
        a he me has van el la los las de del y que en un una es por con no para se su al lo como
        más pero sus le ya o este sí porque esta entre cuando muy sin sobre también fue son hay
        ser
        """
    ),
    "it": _set(
        """
        do me ha il lo la i gli le di del della e che in un una è per con non si al da come più ma
        anche sono dei nel alla questo o su se
        """
    ),
    "pt": _set(
        """
        me o a os as de do da dos das e que em um uma é por com não para se ao mais como mas foi
        ou seu sua no na nos nas pelo pela são ser está
        """
    ),
    "nl": _set(
        """
        was of over we me had under so all her de het een en van is dat niet te in op zijn voor
        met die aan er om ook als maar bij uit nog worden door naar heeft wordt
        """
    ),
    "pl": _set(
        """
        a we on my by i w na z się nie do to jest że o jak za od po przez ale dla są tym być lub
        oraz może który
        """
    ),
    "id": _set(
        """
        a yang dan di dari untuk pada dengan ini itu adalah tidak dalam ke sebagai akan oleh atau
        dapat
        """
    ),
    "sv": _set(
        """
        under over her all at so och att det i en som på är av för med till den har de inte om ett
        han men var sig från
        """
    ),
    "da": _set(
        """
        for under over her all so og at det i en som på er af med til den har de ikke om et han
        men var sig fra
        """
    ),
    "nb": _set(
        """
        for under over her all at so og det i en som på er av med til den har de ikke om et han
        men var seg fra
        """
    ),
    "cs": _set(
        """
        to my by on no a se v na je že s z do o i jako pro za jsou ale při od které být nebo
        """
    ),
    "ro": _set(
        """
        are am me no și de la în a că nu cu pe un o este din pentru care mai sau ale prin sunt fi
        """
    ),
    "tr": _set(
        """
        on an at ve bir bu için ile da de çok daha olarak gibi en kadar sonra ne ya her olan
        """
    ),
    "fi": _set("he me no ja on ei se että oli hän mutta ovat kun niin tai myös sen joka ole"),
    "hu": _set(
        """
        be he no a az és hogy nem is egy meg ez de van volt csak el még már mint vagy ki
        """
    ),
    "eo": _set("la de kaj en al ne estas por ke kiu do se on si mi as"),
    "ru": _set("и в не на что с он как это по но из у за от для же так о бы до или его если"),
    "uk": _set("і в не на що з він як це по але у за від для та до або його якщо є"),
}
"""The little words of a language: no sentence does without, no name or line of code has many."""

MAY_DOUBLE: Mapping[str, frozenset[str]] = {
    "de": _set("sie wir ja nein"),
    "el": _set("σιγά πολύ το"),
    "en": _set("that had is"),
    "es": _set("poco muy no sí casi bien"),
    "fr": _set("nous vous si oui non très"),
    "it": _set("piano man via mano ben quasi vi ci si poco sì no"),
    "nl": _set("die dat het zij wij zich u er"),
    "pl": _set("się to bardzo nie"),
    "pt": _set("pouco não sim já quase bem"),
    "ru": _set("что давно чуть еле едва очень то так много"),
    "tr": _set("yavaş bir tek zaman sık uzun teker çeşit ayrı"),
    "uk": _set("що ледь дуже то так"),
    "ur": _set(
        """
        بار ساتھ الگ کہاں کہیں پاش اندر آہستہ رفتہ جگہ کبھی دور بڑے طرح قدم ایک اپنے اپنی کچھ
        تھوڑا جلد باری خود قسم پہلے پیچھے آگے گھر روز وقت دو کم زیادہ صاف ٹکڑے چھوٹے نئے نئی بیچ
        بہت جوں لمحہ شہر گاؤں دن سال
        """
    ),
}
"""Words that may stand twice, in languages that else do not double words, and in Urdu."""

DOUBLING = _set(
    """
    az bn fa fil gu haw hi hy jv ka kk km kn ko ky lo mi ml mr my ne pa ps sd si su sw ta te th tk
    tl tr ug ur uz vi
    """
)
"""Languages that double words by their grammar."""

ABBREVIATIONS = _set(
    """
    al approx apr art av bd bspw bzw ca cap cf ch chap coll dept dll dr dsb dst ed eds ej env etc
    evtl ex ff fig ggf hg hrsg inc inkl itd itp jr misal mr mrs ms no nos np nr núm pp prof pág
    págs sec sog sr sra st tj trad tzn tzw ud uds usw vgl vol vs éd κλπ πχ вв гг др изд им млн
    млрд напр см ср стр тыс
    """
)
"""What a full stop follows that ends no sentence, in all languages together."""

DOTTED_ORDINALS = _set(
    """
    bs cs da de eo et fi hr hu is lv mk nb nn no pl sk sl sr tr
    """
)
"""Languages that write ordinals as a number with a full stop."""

"""Short sentences with markup that the book has little of, in the languages of the book.

One is added to a message and, in its language, to the translation; both are then as good as they
were, and a mistake can be planted in that markup.
"""

from __future__ import annotations

from planted.reading import JOINED, STOPS

SOURCE = "en"

NOTES: dict[str, dict[str, str]] = {
    "role": {
        "en": "There is more on it in :doc:`cuba` and below.",
        "de": "Mehr dazu steht in :doc:`Kuba <cuba>` und weiter unten.",
        "es": "Hay más al respecto en :doc:`Cuba <cuba>` y más abajo.",
        "fr": "Il y en a davantage dans :doc:`Cuba <cuba>` et plus loin.",
        "ru": "Подробнее об этом в главе :doc:`Куба <cuba>` и ниже.",
        "ur": "اس پر مزید :doc:`کیوبا <cuba>` میں اور نیچے ہے۔",
        "zh": "详见\\ :doc:`古巴 <cuba>`\\ 及下文。",
    },
    "footnote": {
        "en": "There is more on it [#kornai]_ elsewhere.",
        "de": "Mehr dazu steht [#kornai]_ an anderer Stelle.",
        "es": "Hay más al respecto [#kornai]_ en otro lugar.",
        "fr": "Il y en a davantage [#kornai]_ ailleurs.",
        "ru": "Об этом сказано подробнее [#kornai]_ в другом месте.",
        "ur": "اس پر مزید بات [#kornai]_ دوسری جگہ کی گئی ہے۔",
        "zh": "别处\\ [#kornai]_\\ 另有详述。",
    },
    "literal": {
        "en": "The figures stand in ``five-year-plan.csv`` today.",
        "de": "Die Zahlen stehen heute in ``five-year-plan.csv`` bereit.",
        "es": "Las cifras están hoy en ``five-year-plan.csv`` a disposición.",
        "fr": "Les chiffres se trouvent dans ``five-year-plan.csv`` aujourd’hui.",
        "ru": "Цифры сегодня приведены в ``five-year-plan.csv`` полностью.",
        "ur": "اعداد و شمار آج ``five-year-plan.csv`` میں موجود ہیں۔",
        "zh": "数字今天见 ``five-year-plan.csv`` 文件。",
    },
    "strong": {
        "en": "It was **the decisive question** of the year.",
        "de": "Es war **die entscheidende Frage** des Jahres.",
        "es": "Fue **la cuestión decisiva** del año.",
        "fr": "C’était **la question décisive** de l’année.",
        "ru": "Это был **решающий вопрос** года.",
        "ur": "یہ اس سال کا **فیصلہ کن سوال** تھا۔",
        "zh": "这是当年 **决定性的问题** 之一。",
    },
    "substitution": {
        "en": "This is written in edition |version| of the guide.",
        "de": "Dies steht in der Ausgabe |version| des Leitfadens.",
        "es": "Así consta en la edición |version| de la guía.",
        "fr": "Cela figure dans l’édition |version| du guide.",
        "ru": "Так сказано в издании |version| путеводителя.",
        "ur": "یہ بات رہنما کتاب کے ایڈیشن |version| میں درج ہے۔",
        "zh": "此说见本指南 |version| 版。",
    },
    "citation": {
        "en": "The book [Nove]_ has more about it.",
        "de": "Mehr dazu bietet das Buch [Nove]_ von damals.",
        "es": "El libro [Nove]_ dice más al respecto.",
        "fr": "Le livre [Nove]_ en dit davantage.",
        "ru": "Подробнее об этом говорит книга [Nove]_ тех лет.",
        "ur": "کتاب [Nove]_ میں اس پر مزید لکھا ہے۔",
        "zh": "详见 [Nove]_ 一书。",
    },
    "numbered": {
        "en": "More is said of it [1]_ elsewhere.",
        "de": "Mehr dazu steht [1]_ an anderer Stelle.",
        "es": "Se dice más de ello [1]_ en otro lugar.",
        "fr": "On en dit davantage [1]_ ailleurs.",
        "ru": "Об этом сказано больше [1]_ в другом месте.",
        "ur": "اس پر مزید بات [1]_ دوسری جگہ کی گئی ہے۔",
        "zh": "别处 [1]_ 另有论述。",
    },
    "link": {
        "en": "Read `the archive <https://www.marxists.org/archive/>`_ about it.",
        "de": "Lesen Sie `das Archiv <https://www.marxists.org/archive/>`_ dazu.",
        "es": "Consulte `el archivo <https://www.marxists.org/archive/>`_ al respecto.",
        "fr": "Consultez `les archives <https://www.marxists.org/archive/>`_ à ce sujet.",
        "ru": "Читайте об этом `архив <https://www.marxists.org/archive/>`_ в сети.",
        "ur": "اس بارے میں `آرکائیو <https://www.marxists.org/archive/>`_ پڑھیے۔",
        "zh": "请看 `文献库 <https://www.marxists.org/archive/>`_ 的材料。",
    },
    "address": {
        "en": "Its address is https://www.marxists.org/archive/ today.",
        "de": "Seine Adresse ist heute https://www.marxists.org/archive/ im Netz.",
        "es": "Su dirección es https://www.marxists.org/archive/ en la red.",
        "fr": "Son adresse est https://www.marxists.org/archive/ aujourd’hui.",
        "ru": "Его адрес https://www.marxists.org/archive/ в сети.",
        "ur": "اس کا پتا آج https://www.marxists.org/archive/ ہے۔",
        "zh": "其网址今为 https://www.marxists.org/archive/ 不变。",
    },
    "reference": {
        "en": "The years stand in chronology_ below.",
        "de": "Die Jahre stehen in chronology_ weiter unten.",
        "es": "Los años figuran en chronology_ más abajo.",
        "fr": "Les années figurent dans chronology_ ci-dessous.",
        "ru": "Годы приведены в chronology_ ниже.",
        "ur": "سنین نیچے chronology_ میں ہیں۔",
        "zh": "年份见下文 chronology_ 部分。",
    },
    "bracket": {
        "en": "The strike (in Poland) was decisive.",
        "de": "Der Streik (in Polen) war entscheidend.",
        "es": "La huelga (en Polonia) fue decisiva.",
        "fr": "La grève (en Pologne) fut décisive.",
        "ru": "Забастовка (в Польше) была решающей.",
        "ur": "ہڑتال (پولینڈ میں) فیصلہ کن تھی۔",
        "zh": "罢工（在波兰）具有决定意义。",
    },
    "quotation": {
        "en": "The word “plan” was on every wall.",
        "de": "Das Wort „Plan“ stand an jeder Wand.",
        "es": "La palabra «plan» figuraba en todos los muros.",
        "fr": "Le mot « plan » figurait sur tous les murs.",
        "ru": "Слово «план» висело на каждой стене.",
        "ur": "لفظ ”منصوبہ“ ہر دیوار پر لکھا تھا۔",
        "zh": "“计划”一词写在每面墙上。",
    },
}


def noted(name: str, msgid: str, msgstr: str, locale: str) -> tuple[str, str] | None:
    """Text and translation with a note at the end of both; None where they end in no sentence."""
    language = locale.partition("_")[0]
    note = NOTES[name]
    if language not in note or msgid[-1:] not in STOPS or msgstr[-1:] not in STOPS:
        return None
    joint = "" if language in JOINED and note[language][0] not in "`*|[" else " "
    return f"{msgid} {note[SOURCE]}", f"{msgstr}{joint}{note[language]}"

// What words.py does to a text, done to what a reader typed; and what is found of it.
const lingotypeWords = (tables, stop) => {
  "use strict";

  const dropped = new RegExp(tables.dropped, "gu");
  const shortened = new RegExp(tables.shortened, "gu");
  const accents = new RegExp(tables.accents, "gu");
  const particles = new RegExp(tables.particles, "u");
  const parts = new RegExp(`[${tables.pairs}]+|[^${tables.pairs}]+`, "gu");
  const inPairs = new RegExp(`^[${tables.pairs}]`, "u");
  const stemmers = tables.stemmers.map(([letters, name]) => [
    new RegExp(`^[${letters}]`, "u"),
    new globalThis[name](),
  ]);

  const replaced = (text, table) => Array.from(text, (letter) => table[letter] ?? letter).join("");

  const folded = (text) => {
    const turned = tables.turkic ? text.replaceAll("İ", "i").replaceAll("I", "ı") : text;
    const plain = turned.normalize("NFKD").toLowerCase().normalize("NFKD");
    return replaced(plain.replace(dropped, "").replace(shortened, "$1"), tables.same).normalize("NFC");
  };

  const clusters = (part) => {
    const found = [];
    for (const letter of part) {
      if (found.length && /\p{M}/u.test(letter)) found[found.length - 1] += letter;
      else found.push(letter);
    }
    return found;
  };

  const pieces = (part) => {
    if (!inPairs.test(part)) return [part];
    const letters = clusters(part.replace(particles, "$1"));
    return letters.length === 1 ? letters : letters.slice(1).map((letter, i) => letters[i] + letter);
  };

  const split = (text) =>
    (folded(text).match(/[\p{L}\p{M}\p{N}_]+/gu) ?? [])
      .flatMap((run) => run.match(parts))
      .flatMap(pieces)
      .filter((piece) => !stop.has(piece));

  const stem = (word) => {
    let found = folded(word);
    const stemmer = stemmers.find(([letters]) => letters.test(found));
    if (stemmer) found = stemmer[1].stemWord(found);
    if (tables.stripped) found = found.normalize("NFD").replace(accents, "$1");
    return replaced(found, tables.sameStems).normalize("NFC");
  };

  // Where a word leads: each document with the best score that the word gets there. Words that
  // only contain it count where the very word is nowhere, or where its script has no rules.
  const foundBy = (word) => {
    const scores = new Map();
    const add = (documents, score) => {
      for (const each of [documents].flat()) scores.set(each, Math.max(score, scores.get(each) ?? 0));
    };
    const letters = clusters(word);
    const pair = inPairs.test(word);
    const ruled = stemmers.some(([own]) => own.test(word));
    const index = Search._index;
    for (const [terms, whole, part] of [
      [index.titleterms, Scorer.title, Scorer.partialTitle],
      [index.terms, Scorer.term, Scorer.partialTerm],
    ]) {
      const known = Object.hasOwn(terms, word);
      if (known) add(terms[word], whole);
      if (pair ? letters.length > 1 : letters.length < 3) continue;
      const fits = known && ruled ? (term) => term.startsWith(word) : (term) => term.includes(word);
      for (const term of Object.keys(terms)) if (term !== word && fits(term)) add(terms[term], part);
    }
    return scores;
  };

  // Documents that have all the words; if there are none, those that have the most of them.
  const documentsWith = (words) => {
    const found = words.map(foundBy);
    const all = new Set(found.flatMap((scores) => [...scores.keys()]));
    const has = (each) => found.filter((scores) => scores.has(each)).length;
    const most = Math.max(...Array.from(all, has));
    const score = (each) => found.reduce((sum, scores) => sum + (scores.get(each) ?? 0), 0);
    return Array.from(all)
      .filter((each) => has(each) === most)
      .map((each) => [each, score(each) / words.length]);
  };

  let typed = [];

  const parsed = (query) => {
    typed = (query.toLowerCase().match(/[\p{L}\p{M}\p{N}_]+/gu) ?? []).filter((word) => split(word).length);
    try { localStorage.setItem("sphinx_highlight_terms", typed.join(" ")); } catch { /* forbidden */ }
    return [query, new Set(split(query).map(stem)), new Set(), new Set(typed), new Set(typed)];
  };

  const termsSearch = (words) => {
    const { docnames, filenames, titles } = Search._index;
    return documentsWith([...words]).map(([each, score]) => [
      docnames[each], titles[each], "", null, score, filenames[each], "text",
    ]);
  };

  // Sphinx's search asks for these two; with our own it finds numbers and parts of words too.
  const improve = () => {
    const summary = Search.makeSearchSummary;
    Search._parseQuery = parsed;
    Search.performTermsSearch = termsSearch;
    Search.makeSearchSummary = (text, words, anchor) => summary(text, new Set([...words, ...typed]), anchor);
    // A page on the disk may not read another, so what was found there cannot be quoted.
    if (location.protocol === "file:") DOCUMENTATION_OPTIONS.SHOW_SEARCH_SUMMARY = false;
    // Some of Sphinx's catalogues have empty translations: better the English words than none.
    const said = Documentation.TRANSLATIONS;
    for (const [text, words] of Object.entries(said)) if (!words?.[0]) delete said[text];
  };

  return { split, stem, improve };
};

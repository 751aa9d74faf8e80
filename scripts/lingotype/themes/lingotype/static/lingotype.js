// Remembers what a reader chose, and keeps the place when the language changes. Everything on the
// pages works without it.
(() => {
  "use strict";

  const root = document.documentElement;

  // A browser may refuse to store anything; then nothing is remembered.
  const recall = (name) => {
    try {
      return localStorage.getItem(name);
    } catch {
      return null;
    }
  };
  const remember = (name, value) => {
    try {
      localStorage.setItem(name, value);
    } catch {
      /* for this page only */
    }
  };

  // --- colours, and older translations or the source -----------------------------------------

  const COLOURS = "lingotype-colours";
  const CHOICES = [COLOURS, "lingotype-older"];

  // As an attribute of the first element, so that the page is painted right from the start.
  const setColours = (value) => root.setAttribute(`data-${COLOURS}`, value);
  setColours(recall(COLOURS) || "system");

  const showChoices = () => {
    for (const name of CHOICES) {
      const value = recall(name);
      for (const button of document.querySelectorAll(`input[name="${name}"]`)) {
        if (value) button.checked = button.value === value;
        button.addEventListener("change", () => {
          remember(name, button.value);
          if (name === COLOURS) setColours(button.value);
        });
      }
    }
  };

  // --- the language, and the place in the text -----------------------------------------------

  // The section whose heading was passed last; sections have the same ids in all languages.
  const currentSection = () => {
    const fold = window.innerHeight / 3;
    let found = "";
    for (const section of document.querySelectorAll(".body section[id]")) {
      if (section.getBoundingClientRect().top <= fold) found = section.id;
    }
    return found;
  };

  // The menu of languages is at the top of the page: who scrolls up to it was reading elsewhere.
  let place = "";
  let rest = 0;
  const isAtTop = () => window.scrollY < window.innerHeight / 4;
  const notePlace = () => {
    clearTimeout(rest);
    rest = setTimeout(() => {
      if (!isAtTop()) place = currentSection();
    }, 600);
  };

  const keepPlace = (event) => {
    const link = event.target.closest(".lingotype-languages a, .lingotype-here a, .lingotype-beside-link");
    if (!link) return;
    if (link.hreflang) remember("lingotype-language", link.hreflang);
    const section = isAtTop() ? place : currentSection();
    if (section && !link.hash) link.hash = section;
  };

  // --- menus ---------------------------------------------------------------------------------

  const MENUS = "details.lingotype-menu[open], details.lingotype-here[open]";

  const closeMenus = (except) => {
    for (const menu of document.querySelectorAll(MENUS)) {
      if (!menu.contains(except)) menu.open = false;
    }
  };

  const closeOnEscape = (event) => {
    if (event.key !== "Escape") return;
    const menu = document.querySelector(MENUS);
    if (menu) {
      menu.open = false;
      menu.querySelector("summary").focus();
      return;
    }
    // A footnote that is open at the foot of the window: back to where it was called.
    document.querySelector('.footnote:target a[role="doc-backlink"]')?.click();
  };

  const closeContents = (event) => {
    const drawer = document.getElementById("lingotype-contents");
    if (event.target.closest("a") && drawer?.contains(event.target) && drawer.matches(":popover-open")) {
      drawer.hidePopover();
    }
  };

  // --- tables, and words that were searched for ----------------------------------------------

  // What scrolls must be reached by keyboard; some browsers see to it themselves.
  const reachTables = () => {
    for (const table of document.querySelectorAll(".body table, .body pre")) {
      if (table.scrollWidth > table.clientWidth) table.tabIndex = 0;
    }
  };

  // Sphinx's search leaves the words here. They are marked without a change to the page's text.
  const showFound = () => {
    const words = (recall("sphinx_highlight_terms") || "").toLowerCase().split(/\s+/).filter(Boolean);
    const text = document.querySelector(".body");
    if (!words.length || !text || !window.Highlight || document.getElementById("search-results")) return;
    remember("sphinx_highlight_terms", "");
    const found = new Highlight();
    const walker = document.createTreeWalker(text, NodeFilter.SHOW_TEXT);
    for (let node = walker.nextNode(); node; node = walker.nextNode()) {
      const hay = node.data.toLowerCase();
      if (hay.length !== node.data.length) continue; // positions would not be the same
      for (const word of words) {
        for (let at = hay.indexOf(word); at >= 0; at = hay.indexOf(word, at + word.length)) {
          const range = new Range();
          range.setStart(node, at);
          range.setEnd(node, at + word.length);
          found.add(range);
        }
      }
    }
    CSS.highlights.set("lingotype-found", found);
  };

  document.addEventListener("scroll", notePlace, { passive: true });
  document.addEventListener("click", keepPlace);
  document.addEventListener("auxclick", keepPlace);
  document.addEventListener("click", (event) => closeMenus(event.target));
  document.addEventListener("click", closeContents);
  document.addEventListener("keydown", closeOnEscape);
  document.addEventListener("DOMContentLoaded", () => {
    showChoices();
    reachTables();
    showFound();
  });
})();

// Which plural form a number takes, read from the rule of a catalogue and not run as a script:
// the pages' content security policy forbids that.
(() => {
  "use strict";

  // From the loosest to the closest, as in C. Everything is a number, also the answer of a test.
  const OPERATIONS = [
    { "||": (a, b) => +!!(a || b) },
    { "&&": (a, b) => +!!(a && b) },
    { "==": (a, b) => +(a === b), "!=": (a, b) => +(a !== b) },
    { "<": (a, b) => +(a < b), ">": (a, b) => +(a > b), "<=": (a, b) => +(a <= b), ">=": (a, b) => +(a >= b) },
    { "+": (a, b) => a + b, "-": (a, b) => a - b },
    { "*": (a, b) => a * b, "/": (a, b) => Math.trunc(a / b), "%": (a, b) => a % b },
  ];

  const read = (rule) => {
    const tokens = rule.match(/\d+|\|\||&&|[=!<>]=|\S/g) || [];
    let at = 0;

    const choice = () => {
      const test = chain(0);
      if (tokens[at] !== "?") return test;
      at += 1;
      const then = choice();
      at += 1; // the colon
      const otherwise = choice();
      return (n) => (test(n) ? then(n) : otherwise(n));
    };

    const chain = (level) => {
      if (level === OPERATIONS.length) return operand();
      let result = chain(level + 1);
      while (Object.hasOwn(OPERATIONS[level], tokens[at])) {
        const apply = OPERATIONS[level][tokens[at]];
        at += 1;
        const left = result;
        const right = chain(level + 1);
        result = (n) => apply(left(n), right(n));
      }
      return result;
    };

    const operand = () => {
      const token = tokens[at];
      at += 1;
      if (token === "(") {
        const inner = choice();
        at += 1; // the closing bracket
        return inner;
      }
      if (token === "!") {
        const negated = operand();
        return (n) => +!negated(n);
      }
      return token === "n" ? (n) => n : () => Number(token);
    };

    const form = choice();
    return (n) => form(n) || 0; // nothing usable: the first form
  };

  Documentation.addTranslations = (catalog) => {
    Object.assign(Documentation.TRANSLATIONS, catalog.messages);
    Documentation.PLURAL_EXPR = read(catalog.plural_expr);
    Documentation.LOCALE = catalog.locale;
  };
})();

/**
 * Answers a question by its own controls, in the page: answerIn(question, how) with how "right", "wrong" or "partly", then presses its first
 * button, which checks. For walks that need many answers at once, in any browser. It knows the markup of each type and nothing of marking;
 * what has no part that can be right is answered wrongly when "partly" is asked for.
 */
window.answerIn = (question, how = "right") => {
  const {type, right} = question.dataset;
  const key = JSON.parse(right || "null");
  const rows = [...question.querySelectorAll("fieldset [data-answer]")];
  const id = (row) => row.dataset.answer;
  const choose = (row, value) => {
    const select = row.querySelector("select");
    select.value = value;
    select.dispatchEvent(new Event("change", {bubbles: true}));
  };
  const type_in = (field, text) => {
    field.value = text;
    field.dispatchEvent(new Event("input", {bubbles: true}));
  };
  const ways = {
    write: () => type_in(question.querySelector("textarea"), "I would say what I plan, and wait for a yes."),
    "fill-in": () => type_in(question.querySelector("fieldset input"), how === "right" ? Object.values(key.right)[0] : "something quite different"),
    number: () => type_in(question.querySelector("fieldset input"), how === "right" ? String(Object.values(key.right)[0][0]) : "98765"),
    // Wrong: each row with the partner of the next; partly: the last two have changed places.
    match: () => {
      const isRight = (i) => how === "right" || (how === "partly" && i < rows.length - 2);
      rows.forEach((row, i) => choose(row, id(isRight(i) ? row : (rows[i + 1] ?? rows.at(how === "wrong" ? 0 : -2)))));
    },
    "sort-into-groups": () => {
      const groups = [...new Set(Object.values(key))];
      const isRight = (i) => how === "right" || (how === "partly" && i < rows.length - 1);
      rows.forEach((row, i) => choose(row, isRight(i) ? key[id(row)] : groups.find((one) => one !== key[id(row)])));
    },
    "put-in-order": () => {
      const order = how === "wrong" ? [...key].reverse() : how === "partly" ? [...key.slice(0, -2), ...key.slice(-2).reverse()] : key;
      const list = () => [...question.querySelectorAll("fieldset [data-answer]")];
      const press = (row, way) => row.querySelector(`[data-way=${way}]`).click();
      press(list()[0], "down");
      order.forEach((step, place) => {
        while (list().findIndex((row) => id(row) === step) > place) press(list().find((row) => id(row) === step), "up");
      });
    },
    choice: () => {
      const wrong = rows.filter((row) => !key.includes(id(row)));
      const chosen = how === "wrong" ? wrong.slice(0, 1) : rows.filter((row) => key.includes(id(row)));
      for (const row of how === "partly" ? chosen.slice(0, 1) : chosen) row.querySelector("input").click();
    },
  };
  (ways[type] ?? ways.choice)();
  question.querySelector("button[data-look=main]").click();
  return question.dataset.state;
};

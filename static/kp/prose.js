/*
 * De editor voor opgemaakte tekst in het beheer, met de knoppen van de kennisplaats.
 * De editor zelf (Tiptap) komt uit django-prose-editor. Hij wordt hier rechtstreeks aangeroepen:
 * diens eigen begin voegt een stijlblok en een import map toe, en beide verbiedt ons beleid.
 */
import {
  Blockquote,
  Bold,
  BulletList,
  Document,
  Editor,
  Heading,
  History,
  Italic,
  Link,
  ListItem,
  OrderedList,
  Paragraph,
  Text,
} from "../django_prose_editor/editor.js";

const PROTOCOLS = /^(https?:\/\/|mailto:)/i;

const BUTTONS = [
  ["Kop", (e) => e.chain().focus().toggleHeading({ level: 3 }).run(), ["heading", { level: 3 }]],
  [
    "Tussenkop",
    (e) => e.chain().focus().toggleHeading({ level: 4 }).run(),
    ["heading", { level: 4 }],
  ],
  ["Vet", (e) => e.chain().focus().toggleBold().run(), ["bold"]],
  ["Cursief", (e) => e.chain().focus().toggleItalic().run(), ["italic"]],
  ["Opsomming", (e) => e.chain().focus().toggleBulletList().run(), ["bulletList"]],
  ["Nummering", (e) => e.chain().focus().toggleOrderedList().run(), ["orderedList"]],
  ["Citaat", (e) => e.chain().focus().toggleBlockquote().run(), ["blockquote"]],
];

const make = (tag, attributes, ...children) => {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
  element.append(...children);
  return element;
};

const button = (label) => make("button", { type: "button", class: "kp-prose__button" }, label);

/* Het adres van een link, in een rij onder de knoppen; Enter bewaart, leeg haalt de link weg. */
const linkRow = (editor, id) => {
  const input = make("input", { type: "url", id: `${id}-link`, class: "vTextField" });
  const save = button("Zet link");
  const row = make(
    "div",
    { class: "kp-prose__link" },
    make("label", { for: input.id }, "Adres van de link (https://…)"),
    input,
    save,
  );
  row.hidden = true;
  const apply = () => {
    const href = input.value.trim();
    const chain = editor.chain().focus().extendMarkRange("link");
    if (href && !PROTOCOLS.test(href)) {
      input.setCustomValidity("Begin met https://, http:// of mailto:");
      input.reportValidity();
      return;
    }
    if (href) chain.setLink({ href }).run();
    else chain.unsetLink().run();
    row.hidden = true;
  };
  input.addEventListener("input", () => input.setCustomValidity(""));
  input.addEventListener("keydown", (event) => {
    if (event.key === "Enter") {
      event.preventDefault();
      apply();
    } else if (event.key === "Escape") {
      row.hidden = true;
      editor.commands.focus();
    }
  });
  save.addEventListener("click", apply);
  const open = () => {
    input.value = editor.getAttributes("link").href ?? "";
    row.hidden = !row.hidden;
    if (!row.hidden) input.focus();
  };
  return [row, open];
};

const toolbar = (editor, textarea, name) => {
  const bar = make("div", { class: "kp-prose__bar", role: "toolbar", "aria-label": `Opmaak: ${name}` });
  for (const [label, command, active] of BUTTONS) {
    const one = button(label);
    one.addEventListener("click", () => command(editor));
    editor.on("transaction", () =>
      one.setAttribute("aria-pressed", String(editor.isActive(...active))),
    );
    bar.append(one);
  }
  const [row, open] = linkRow(editor, textarea.id);
  const link = button("Link");
  link.addEventListener("click", open);
  const undo = button("Ongedaan maken");
  undo.addEventListener("click", () => editor.chain().focus().undo().run());
  bar.append(link, undo, row);
  return bar;
};

const start = (textarea) => {
  if (textarea.id.includes("__prefix__") || textarea.closest(".kp-prose-editor")) return;
  const label = document.querySelector(`label[for="${textarea.id}"]`);
  const name = label?.textContent.replace(/:\s*$/, "").trim() ?? "Tekst";
  const wrapper = make("div", { class: "kp-prose-editor" });
  const attributes = {
    "aria-label": name,
    "aria-multiline": "true",
    role: "textbox",
    ...(textarea.getAttribute("aria-describedby")
      ? { "aria-describedby": textarea.getAttribute("aria-describedby") }
      : {}),
  };
  textarea.before(wrapper);
  const editor = new Editor({
    element: wrapper,
    injectCSS: false,
    editable: !textarea.disabled,
    content: textarea.value,
    editorProps: { attributes },
    extensions: [
      Document,
      Paragraph,
      Text,
      Bold,
      Italic,
      Heading.configure({ levels: [3, 4] }),
      BulletList,
      OrderedList,
      ListItem,
      Blockquote,
      Link.configure({ openOnClick: false, enableTarget: false, protocols: ["http", "https", "mailto"] }),
      History,
    ],
    onUpdate: () => {
      textarea.value = editor.isEmpty ? "" : editor.getHTML();
      textarea.dispatchEvent(new Event("change", { bubbles: true }));
    },
  });
  wrapper.prepend(toolbar(editor, textarea, name));
  wrapper.append(textarea);
  textarea.hidden = true;
  label?.addEventListener("click", (event) => {
    event.preventDefault();
    editor.commands.focus();
  });
};

const startAll = (container) => {
  for (const textarea of container.querySelectorAll("[data-kp-prose]")) start(textarea);
};

startAll(document);
document.addEventListener("formset:added", (event) => startAll(event.target));

// Turns the text field of the SPARQL page into an editor: colours, matching brackets, and completion of prefixed names.
// The text field stays the field of the form. The Tab key leaves the editor, as it leaves the text field.
import { autocompletion, closeBrackets, closeBracketsKeymap, completionKeymap } from "@codemirror/autocomplete";
import { defaultKeymap, history, historyKeymap } from "@codemirror/commands";
import { HighlightStyle, StreamLanguage, bracketMatching, syntaxHighlighting } from "@codemirror/language";
import { sparql } from "@codemirror/legacy-modes/mode/sparql";
import { EditorView, keymap, lineNumbers } from "@codemirror/view";
import { tags } from "@lezer/highlight";

const COLOURS = HighlightStyle.define([
  { tag: tags.keyword, color: "var(--code-keyword)", fontWeight: "bold" },
  { tag: [tags.string, tags.special(tags.string)], color: "var(--code-string)" },
  { tag: [tags.atom, tags.number, tags.literal], color: "var(--code-number)" },
  { tag: tags.variableName, color: "var(--code-name)" },
  { tag: tags.comment, color: "var(--quiet)", fontStyle: "italic" },
]);
const LOOK = EditorView.theme({
  "&": { border: "1px solid var(--control)", borderRadius: ".3rem", backgroundColor: "var(--ground)", color: "var(--ink)" },
  "&.cm-focused": { outline: "3px solid var(--accent)", outlineOffset: "1px" },
  ".cm-content": { minHeight: "16rem", caretColor: "var(--ink)", fontFamily: "ui-monospace, Menlo, monospace" },
  ".cm-cursor": { borderLeftColor: "var(--ink)" },
  ".cm-gutters": { backgroundColor: "var(--panel)", color: "var(--quiet)", border: "0" },
  ".cm-tooltip": { backgroundColor: "var(--ground)", color: "var(--ink)", border: "1px solid var(--control)" },
  ".cm-tooltip-autocomplete ul li[aria-selected]": { backgroundColor: "var(--accent)", color: "var(--ground)" },
  "&.cm-focused .cm-matchingBracket": { backgroundColor: "var(--mark)" },
  ".cm-selectionBackground, &.cm-focused .cm-selectionBackground": { backgroundColor: "var(--mark) !important" },
});

function completion(address) {
  let terms;
  return async context => {
    const word = context.matchBefore(/[A-Za-z][\w-]*:[\w.-]*/);
    if (!word) return null;
    terms ??= fetch(address).then(answer => (answer.ok ? answer.json() : []));
    const options = (await terms).map(each => ({ label: each.name, detail: each.label, info: each.definition || undefined }));
    return { from: word.from, options, validFor: /^[\w:.-]*$/ };
  };
}

function upgrade(field) {
  const label = document.querySelector(`label[for="${field.id}"]`);
  const note = Object.assign(document.createElement("p"), { id: `${field.id}-keys` });
  note.textContent = "Ctrl+Enter runs the query, Ctrl+Space completes a name; Tab leaves the editor.";
  // In a shadow root the styles of the editor are style sheets without markup, which the content security policy of the page permits.
  const host = document.createElement("div");
  const root = host.attachShadow({ mode: "open" });
  const run = () => { field.form.requestSubmit(); return true; };
  const view = new EditorView({
    root,
    parent: root,
    doc: field.value,
    extensions: [
      lineNumbers(), history(), bracketMatching(), closeBrackets(), EditorView.lineWrapping,
      StreamLanguage.define(sparql), syntaxHighlighting(COLOURS), LOOK,
      autocompletion({ override: [completion(field.dataset.terms)] }),
      keymap.of([{ key: "Mod-Enter", run }, ...closeBracketsKeymap, ...completionKeymap, ...historyKeymap, ...defaultKeymap]),
      EditorView.contentAttributes.of({ "aria-label": label.textContent, "aria-describedby": note.id }),
      EditorView.updateListener.of(update => { if (update.docChanged) field.value = update.state.doc.toString(); }),
    ],
  });
  root.append(note);
  field.after(host);
  field.hidden = true;
  label.addEventListener("click", () => view.focus());
}

document.querySelectorAll("textarea[data-terms]").forEach(upgrade);

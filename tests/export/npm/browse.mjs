// Opens a page in Chromium without a screen and writes what it measures as JSON: node browse.mjs CHROMIUM FILE STEPS
// STEPS is a JSON list of {scheme, width, script?, keys?, plain?, picture?, path?}: each opens the page, runs the script, presses the keys,
// and measures. A step without keys that differs from the step before in scheme and width alone keeps the page that is open; with plain, the page runs no JavaScript of its own. A key is a name ("Tab", "Enter", "Control+Enter"), {text} to type,
// or {to}: Tab until the element of a selector has the focus. FILE may be the address of a server; then each step has the path of a page.
import { spawn } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import axe from "axe-core";
import WebSocket from "ws";

const [program, file, steps] = process.argv.slice(2);
const folder = mkdtempSync(join(tmpdir(), "disgraph-browser-"));
const browser = spawn(program, ["--headless=new", "--no-sandbox", "--disable-gpu", "--remote-debugging-port=0", `--user-data-dir=${folder}`,
  "about:blank"], { stdio: ["ignore", "ignore", "pipe"] });

async function connect() {
  let heard = "";
  for await (const piece of browser.stderr) {
    heard += piece;
    const found = heard.match(/DevTools listening on (ws:\S+)/);
    if (found) return found[1];
  }
  throw new Error(`Chromium ended: ${heard}`);
}

function session(socket, sessionId) {
  let last = 0;
  const waiting = new Map(), events = new Map();
  socket.on("message", (data) => {
    const { id, result, error, method } = JSON.parse(data);
    if (id) (error ? waiting.get(id).reject(new Error(error.message)) : waiting.get(id).resolve(result));
    else if (events.has(method)) events.get(method)();
  });
  const send = (method, params = {}) => new Promise((resolve, reject) => {
    waiting.set(++last, { resolve, reject });
    socket.send(JSON.stringify({ id: last, method, params, ...(sessionId() && { sessionId: sessionId() }) }));
  });
  return { send, once: (method) => new Promise((resolve) => events.set(method, resolve)) };
}

// Runs in the page.
const measure = `(async () => {
  const focusable = [...document.querySelectorAll("a[href], button, input, select, summary, [tabindex]")];
  const texts = [...document.querySelectorAll("figure text")].filter((text) => text.checkVisibility());
  const height = (text) => parseFloat(text.getAttribute("font-size")) * text.getScreenCTM().a;
  const found = await axe.run(document, { resultTypes: ["violations"] });
  return {
    violations: found.violations.map((each) => each.id + ": " + each.nodes.slice(0, 3).map((node) => node.html.slice(0, 150)).join(" | ")),
    tabStops: focusable.filter((element) => element.tabIndex >= 0 && element.checkVisibility({ visibilityProperty: true })).length,
    height: document.documentElement.scrollHeight,
    overflow: document.documentElement.scrollWidth - document.documentElement.clientWidth,
    smallestText: Math.min(...texts.map(height)),
    shown: [...document.querySelectorAll("tr[data-known]")].filter((row) => row.checkVisibility()).map((row) => row.id),
    status: document.querySelector("[role=status]")?.textContent ?? "",
    background: getComputedStyle(document.documentElement).backgroundColor,
    address: location.pathname + location.search + location.hash,
    title: document.title,
    focused: (document.activeElement?.textContent || document.activeElement?.id || "").trim().slice(0, 80),
    opened: [...document.querySelectorAll("details[open] blockquote")].map((quote) => quote.textContent.trim()),
    hiddenFields: document.querySelectorAll("textarea[hidden]").length,
  };
})()`;

const evaluate = async (page, expression) => {
  const { result, exceptionDetails } = await page.send("Runtime.evaluate", { expression, awaitPromise: true, returnByValue: true });
  if (exceptionDetails) throw new Error(exceptionDetails.exception?.description ?? exceptionDetails.text);
  return result.value;
};

const CODES = { Tab: 9, Enter: 13, Escape: 27, ArrowDown: 40, ArrowUp: 38 };

async function press(page, name) {
  const key = name.split("+").at(-1);
  const modifiers = name.startsWith("Control+") ? 2 : 0;
  const text = key === "Enter" && !modifiers ? "\r" : undefined;
  const event = { key, code: key, windowsVirtualKeyCode: CODES[key], modifiers };
  await page.send("Input.dispatchKeyEvent", { type: text ? "keyDown" : "rawKeyDown", text, ...event });
  await page.send("Input.dispatchKeyEvent", { type: "keyUp", ...event });
}

// Waits until a page that a key may have opened is complete.
async function settled(page) {
  for (let waited = 0; waited < 40; waited++) {
    await new Promise((resolve) => setTimeout(resolve, 100));
    if (waited > 1 && (await evaluate(page, "document.readyState").catch(() => "")) === "complete") return;
  }
}

async function act(page, key) {
  if (key.text !== undefined) return page.send("Input.insertText", { text: key.text });
  if (key.to === undefined) {
    await press(page, key);
    return key.endsWith("Enter") ? settled(page) : undefined;
  }
  const reached = `document.activeElement?.matches(${JSON.stringify(key.to)})`;
  for (let pressed = 0; pressed < 200 && !(await evaluate(page, reached)); pressed++) await press(page, "Tab");
  if (!(await evaluate(page, reached))) throw new Error(`Tab does not reach ${key.to}`);
}

// Whether the page that one step leaves is the one that the next step wants, in another scheme or width.
const isKept = (former, next) => former !== undefined && !former.keys && !next.keys &&
  ["path", "script", "plain"].every((name) => former[name] === next[name]);

try {
  const socket = new WebSocket(await connect(), { perMessageDeflate: false, maxPayload: 2 ** 30 });
  await new Promise((resolve) => socket.on("open", resolve));
  let id;
  const page = session(socket, () => id);
  const { targetInfos } = await page.send("Target.getTargets");
  ({ sessionId: id } = await page.send("Target.attachToTarget", { targetId: targetInfos.find((each) => each.type === "page").targetId, flatten: true }));
  await page.send("Page.enable");
  const results = [];
  let former;
  for (const step of JSON.parse(steps)) {
    const { scheme, width, script, keys = [], plain = false, picture, path } = step;
    await page.send("Emulation.setEmulatedMedia", { features: [{ name: "prefers-color-scheme", value: scheme }] });
    await page.send("Emulation.setDeviceMetricsOverride", { width, height: 900, deviceScaleFactor: 1, mobile: false });
    if (!isKept(former, step)) {
      await page.send("Emulation.setScriptExecutionDisabled", { value: plain });
      const loaded = page.once("Page.loadEventFired");
      await page.send("Page.navigate", { url: path ? new URL(path, file).href : pathToFileURL(file).href });
      await loaded;
      if (script) await evaluate(page, script);
      for (const key of keys) await act(page, key);
      await page.send("Emulation.setScriptExecutionDisabled", { value: false });  // axe itself is a script
      await evaluate(page, axe.source);
    }
    former = step;
    results.push(await evaluate(page, measure));
    if (picture) {
      const { data } = await page.send("Page.captureScreenshot", { captureBeyondViewport: false });
      writeFileSync(picture, Buffer.from(data, "base64"));
    }
  }
  process.stdout.write(JSON.stringify(results));
} finally {
  const ended = new Promise((resolve) => browser.on("exit", resolve));
  browser.kill();
  await ended;
  try {
    rmSync(folder, { recursive: true, force: true, maxRetries: 20, retryDelay: 100 });
  } catch {
    // A child process of the browser may still write; the results are complete, and the folder is temporary.
  }
}
process.exit(0);

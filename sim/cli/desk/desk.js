"use strict";
// Sends every move to the desk, and shows what comes back: each look as it is played. The address has all of the state.
const SAID = JSON.parse(document.getElementById("said").textContent);
const $ = id => document.getElementById(id), all = (q, from = document) => [...from.querySelectorAll(q)];
const LARGEST = 16, RESERVED = ["set", "a", "b"], here = location.pathname, query = "?lang=" + SAID.lang;
let state = {levers: {}, sets: {}}, pins = {a: null, b: null}, turn = null, moves = 0, turns = 0;

// ---- the state as an address
function written(one) {
  const got = new URLSearchParams();
  for (const [name, at] of Object.entries(one.levers)) got.append(RESERVED.includes(name) ? "lever " + name : name, at);
  for (const [path, value] of Object.entries(one.sets)) got.append("set", path + "=" + value);
  return got;
}
function read(text) {
  const one = {levers: {}, sets: {}}, pinned = {a: null, b: null};
  for (const [name, value] of new URLSearchParams(text)) {
    if (name === "a" || name === "b") pinned[name] = read(value).one;
    else if (name === "set") { const cut = split(value); one.sets[cut[0]] = cut[1]; }
    else one.levers[name.replace(/^lever (?=set$|a$|b$)/, "")] = value;
  }
  return {one, pinned};
}
function split(text) { // at the first "=" that is in no name in quotes
  const path = /^(?:"(?:[^"\\]|\\.)*"|[^"=])*/.exec(text)[0];
  return [path, text.slice(path.length + 1)];
}
function hash() {
  const got = written(state);
  for (const which of ["a", "b"]) if (pins[which]) got.append(which, written(pins[which]).toString());
  return "#" + got;
}
function restore() {
  const got = read(location.hash.slice(1));
  state = got.one; pins = got.pinned; moves = history.state ? history.state.moves : 0;
  play();
}
function moved(next) {
  state = next; moves += 1;
  history.pushState({moves}, "", hash());
  play();
}
const quoted = name => /^[^\s."=]+$/.test(name) ? name : JSON.stringify(name);
const copy = () => ({levers: {...state.levers}, sets: {...state.sets}});
function set(values) {
  const next = copy();
  for (const [path, value] of Object.entries(values)) {
    for (const other of Object.keys(next.sets)) if (other.startsWith(path + ".")) delete next.sets[other];
    delete next.sets[path]; next.sets[path] = value;
  }
  moved(next);
}

// ---- playing
async function play() {
  if (turn) turn.abort();
  const mine = turn = new AbortController(), number = ++turns;
  $("here").href = hash(); $("undo").disabled = !moves;
  $("reset").disabled = !Object.keys(state.levers).length && !Object.keys(state.sets).length;
  $("status").textContent = SAID.playing; document.body.dataset.seen = "";
  try {
    const answer = await fetch("play" + query, {method: "POST", body: JSON.stringify({state, pins}), signal: mine.signal});
    if (!answer.ok) throw new Error(await answer.text());
    const reader = answer.body.pipeThrough(new TextDecoderStream()).getReader();
    for (let text = "", part = await reader.read(); !part.done; part = await reader.read()) {
      const frames = (text + part.value).split("\n\n"); text = frames.pop();
      if (number === turns) frames.forEach(heard);
    }
  } catch (error) {
    if (number === turns && error.name !== "AbortError") $("status").textContent = error.name === "TypeError" ? SAID.lost : error.message;
  }
}
function heard(frame) {
  const [event, data] = frame.split("\n");
  const told = JSON.parse(data.slice(6));
  ({forms, look, wrong})[event.slice(7)](told);
}
function forms(told) {
  $("wrong").replaceChildren();
  for (const id of ["moves", "numbers", "edits"]) if ($(id)) swap($(id), told[id]);
  $("changes").innerHTML = told.changes;
  $("name-a").textContent = told.names.a; $("name-b").textContent = told.names.b;
}
function swap(part, html) { // without the loss of focus, or of what is open
  const held = document.activeElement && part.contains(document.activeElement) ? document.activeElement : null;
  const open = all("details", part).filter(one => one.open).map(one => one.id), id = held && held.id;
  if (part.dataset.html === html) return;
  part.dataset.html = html; part.innerHTML = html;
  open.forEach(one => { if ($(one)) $(one).open = true; });
  if (id && $(id)) { $(id).focus({preventScroll: true}); if ($(id).select && $(id).type === "text") $(id).select(); }
}
function look(told) {
  const open = all("#screen details").map(one => one.open);
  $("status").textContent = told.rests;
  $("screen").innerHTML = told.screen; $("differences").innerHTML = told.differences; $("pinned").innerHTML = told.pinned;
  all("#screen details").forEach((one, k) => { one.open = Boolean(open[k]); });
  document.body.dataset.seen += " " + told.runs; document.body.dataset.shown = hash();
}
function wrong(told) {
  const list = document.createElement("ul"), first = document.createElement("p");
  first.textContent = SAID.wrong;
  list.append(...told.problems.map(one => { const item = document.createElement("li"); item.textContent = one; return item; }));
  $("wrong").replaceChildren(first, list); $("status").textContent = "";
  document.body.dataset.seen = "wrong";
}

// ---- what can be done
const fill = (text, values) => text.replace(/\{(\w+)\}/g, (_, name) => values[name]);
function say(text) { $("told").textContent = text; }
function download(name, blob) {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(blob); link.download = name; link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 1000);
  say(fill(SAID.made, {file: name}));
}
async function made(what) {
  say(fill(SAID.making, {file: what.textContent}));
  const answer = await fetch(what.dataset.do + query, {method: "POST", body: JSON.stringify({state})}).catch(() => null);
  if (!answer) return say(SAID.lost);
  if (!answer.ok) return say(await answer.text());
  download(answer.headers.get("x-file-name"), await answer.blob());
}
async function pinned(which) {
  pins[which] = copy(); history.replaceState({moves}, "", hash());
  say(fill(SAID.pinned, {which: which.toUpperCase()})); play();
}
const deeds = {
  undo: () => { say(SAID.undone); history.back(); }, reset: () => moved({levers: {}, sets: {}}),
  "pin-a": () => pinned("a"), "pin-b": () => pinned("b"), book: made, brief: made, file: made,
  remove: one => set({[one.dataset.path]: "null"}),
  speak: one => { location.replace(here + "?lang=" + one.dataset.tongue + hash()); },
};
const adds = {
  shift: got => set({[`staff.${quoted(got.pool)}.shifts.${quoted(got.name)}`]: `{hours: "${got.hours}", on_duty: ${got.on_duty}}`}),
  surge: got => set({[`surges.${unused("surge")}`]: `{stream: ${JSON.stringify(got.stream)}, begins: ${got.begins}, times: ${got.times}, hold: ${got.days} d}`}),
  value: got => set({[got.path.trim()]: got.value}),
  save: async got => {
    const answer = await fetch("save" + query, {method: "POST", body: JSON.stringify({state, name: got.name})}).catch(() => null);
    say(answer ? await answer.text() : SAID.lost);
  },
  counts: async got => {
    if (got.table.size > LARGEST * 2 ** 20) return say(fill(SAID.large, {most: LARGEST}));
    const where = "upload" + query + "&name=" + encodeURIComponent(got.table.name);
    const answer = await fetch(where, {method: "POST", body: got.table}).catch(() => null);
    if (!answer) return say(SAID.lost);
    if (!answer.ok) return say(await answer.text());
    const stream = `arrivals.${quoted(got.stream)}`, told = await answer.json();
    set({[stream + ".claimants_per_day"]: "null", [stream + ".listed"]: "null", [stream + ".counts"]: "upload:" + told.name});
    say(told.said);
  },
};
function unused(name) {
  let k = 1; while (all(`[data-path="surges.${name}_${k}"]`).length || state.sets[`surges.${name}_${k}`] !== undefined) k += 1;
  return `${name}_${k}`;
}
document.addEventListener("click", event => { const one = event.target.closest("[data-do]"); if (one) deeds[one.dataset.do](one); });
document.addEventListener("input", event => {
  const one = event.target;
  if (one.type === "range") { const other = $("n-" + one.dataset.path); if (other) other.value = one.value; }
});
document.addEventListener("change", event => {
  const one = event.target;
  if (one.dataset.lever) {
    const next = copy(), paths = JSON.parse(one.dataset.paths);
    for (const path of Object.keys(next.sets)) if (paths.some(other => path === other || path.startsWith(other + "."))) delete next.sets[path];
    next.levers[one.dataset.lever] = one.value; moved(next);
  }
  else if (one.dataset.path) set({[one.dataset.path]: one.value.trim() + (/^[\d.]+$/.test(one.value.trim()) ? one.dataset.unit || "" : "")});
  else if (one.dataset.switch) set({[one.dataset.switch]: String(one.checked)});
  else if (one.dataset.days) set({[one.dataset.days]: "[" + all("input[data-days]").filter(day => day.dataset.days === one.dataset.days && day.checked).map(day => day.value).join(", ") + "]"});
});
document.addEventListener("submit", event => {
  event.preventDefault();
  const one = event.target; if (one.dataset.add) adds[one.dataset.add](Object.fromEntries(new FormData(one)));
});
document.addEventListener("keydown", event => {
  if (event.key === "Enter" && event.target.matches("#numbers input")) event.preventDefault(), event.target.blur(), event.target.focus();
});
addEventListener("popstate", restore);
restore();

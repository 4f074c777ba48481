"use strict";
// Shows one state among those that were played beforehand: all words and pictures were written for each. What is worked
// out here is the difference of two states, by the rules of `sim/experiments/statistics/means.py` and
// `sim/experiments/comparison/differences.py`.
const B = JSON.parse(document.getElementById("brief").textContent);
const $ = id => document.getElementById(id), all = q => [...document.querySelectorAll(q)];
const main = $("main"), seen = new Map(), words = {};
let tongue = B.tongues[0], now = [...B.start], pin = {a: B.start.join(), b: B.pins[1] || B.start.join()}, asked = 0;
words[tongue] = {main: main.innerHTML};

async function unpacked(text) {
  const bytes = Uint8Array.from(atob(text), one => one.charCodeAt(0));
  const plain = new Blob([bytes]).stream().pipeThrough(new DecompressionStream("deflate"));
  return new Response(plain).text();
}
async function state(key) {
  if (!seen.has(key)) seen.set(key, unpacked(B.states[key]).then(JSON.parse));
  return seen.get(key);
}
async function told(name) {
  const found = await unpacked(B.words[name]).then(JSON.parse);
  return words[name] = {...found, main: words[name] ? words[name].main : found.main};
}
function patched(items, changes) {
  const made = [];
  let at = 0;
  for (const [first, gone, instead] of changes) { made.push(...items.slice(at, first), ...instead); at = first + gone; }
  return made.concat(items.slice(at));
}
const places = steps => { let at = 0; return steps.map(step => (at += step) / 10); };
function drawn({screen, up}) {
  const html = patched(words[tongue].screen.split(/(?=<)/), screen[tongue]).join("");
  const points = pair => { const [x, y] = pair.split("."), ys = places(up[y]); return places(B.across[x]).map((one, k) => one + " " + ys[k]).join("L"); };
  return html.replace(/ d="@([\d._]+)(Z?)"/g, (_, pairs, end) => ` d="M${pairs.split("_").map(points).join("L")}${end}"`);
}

// ---- statistics of n paired differences
const mean = values => values.every(one => one === values[0]) ? values[0] : values.reduce((sum, one) => sum + one, 0) / values.length;
function interval(steps, [least, most], q) {
  const n = steps.length, middle = mean(steps), often = new Map();
  steps.forEach(one => often.set(one, (often.get(one) || 0) + 1));
  const differ = n - Math.max(...often.values());
  if (n < 2 || steps.every(one => one === 0)) return null;
  if (!differ) return alike(n, middle, least, most);
  if (differ < Math.min(5, n - differ)) return null;
  const spread = Math.sqrt(steps.reduce((sum, one) => sum + (one - middle) ** 2, 0) / (n - 1));
  const skew = steps.reduce((sum, one) => sum + ((one - middle) / spread) ** 3, 0) / n * (1 + 8 / n);
  const unskewed = target => {
    const away = target - skew / (6 * n);
    return Math.abs(skew) < 1e-9 ? away : 3 / skew * (Math.cbrt(1 + skew * away) - 1);
  };
  const root = Math.sqrt(n), ends = student(middle, q * spread / root, least, most);
  const hall = [middle - spread * unskewed(q / root), middle - spread * unskewed(-q / root)];
  const low = hall[0] > least ? Math.min(ends[0], hall[0]) : ends[0], high = hall[1] < most ? Math.max(ends[1], hall[1]) : ends[1];
  const vast = most === Infinity && high - least > 100 * (middle - least);
  return vast || !isFinite(high - low) ? null : [low, high];
}
function alike(n, value, least, most) {
  if ((least < value && value < most) || least === most) return [value, value];
  const reach = (most - least) * (1 - 0.025 ** (1 / n));
  return isFinite(reach) ? value <= least ? [value, value + reach] : [value - reach, value] : null;
}
function student(middle, half, least, most) {
  if (!isFinite(least) && !isFinite(most)) return [middle - half, middle + half];
  const above = Math.max(middle - least, 0), below = Math.max(most - middle, 0);
  if (!isFinite(most)) return [least + above * Math.exp(-half / above), least + above * Math.exp(half / above)];
  if (!isFinite(least)) return [most - below * Math.exp(half / below), most - below * Math.exp(-half / below)];
  const step = Math.exp(half * (most - least) / (above * below));
  return [least + above * (most - least) / (above + below * step), most - below * (most - least) / (below + above * step)];
}
function shares(b, c, n) {
  const score = theta => {
    const linear = -b - c + (2 * n - b + c) * theta, rest = -c * theta * (1 - theta);
    const likeliest = (Math.sqrt(Math.max(linear * linear - 8 * n * rest, 0)) - linear) / (4 * n);
    const variance = n * (2 * likeliest + theta * (1 - theta)), distance = b - c - n * theta;
    return variance > 0 ? distance / Math.sqrt(variance) : distance === 0 ? 0 : Math.sign(distance) * Infinity;
  };
  const bound = (outside, inside, refuted) => {
    for (let k = 0; k < 60; k++) { const half = (outside + inside) / 2; if (refuted(half)) outside = half; else inside = half; }
    return (outside + inside) / 2;
  };
  const middle = (b - c) / n;
  return [bound(-1, middle, one => score(one) > B.normal), bound(1, middle, one => score(one) < -B.normal)];
}
function difference(a, b, figure) {
  const pairs = a.map((one, k) => [one, b[k]]).filter(([x, y]) => x !== null && y !== null);
  const raw = pairs.map(([x, y]) => y - x), grain = pairs.map(([x, y]) => 1e-9 * Math.max(Math.abs(x), Math.abs(y)));
  const steps = raw.map((one, k) => Math.abs(one) <= grain[k] ? 0 : one), n = steps.length;
  if (!n) return null;
  const range = figure.steps.map((one, k) => one === null ? (k ? Infinity : -Infinity) : one);
  const ends = figure.kind === "flag" ? shares(steps.filter(one => one > 0).length, steps.filter(one => one < 0).length, n) : interval(steps, range, B.student[n]);
  return {a: mean(pairs.map(one => one[0])), b: mean(pairs.map(one => one[1])), step: mean(steps), ends, same: steps.every(one => one === 0)};
}

// ---- numbers in words
function number(value, digits) {
  return new Intl.NumberFormat(words[tongue].locale, {minimumFractionDigits: digits, maximumFractionDigits: digits}).format(Math.abs(value)); // signs are written apart
}
function amount(value, kind, fine, step) {
  const p = words[tongue].patterns, size = Math.abs(value);
  const fit = (one, scale) => Math.max(0, Math.min(2, 1 - Math.floor(Math.log10(Math.max(fine / scale, 1e-9)))));
  if (kind === "share" || kind === "flag") return (step ? p.points : p.percent).replace("{n}", number(100 * size, fine && fine < 0.03 ? 1 : 0));
  if (kind === "money") return p.money.replace("{n}", number(size >= 1000 ? Math.round(size / 1000) * 1000 : size, 0));
  if (kind === "hours") return size > 72 ? p.days.replace("{n}", number(size / 24, fit(size, 24))) : p.hours.replace("{n}", number(size, fit(size, 1)));
  return number(size, size >= 100 ? 0 : fit(size, 1));
}
const signed = (value, ...how) => (value > 0 ? "+" : value < 0 ? "−" : "") + amount(value, ...how);
const level = (value, kind) => (value < 0 ? "−" : "") + amount(value, kind, Math.abs(value) / 10, false);
function ends([low, high], ...how) {
  const texts = [signed(low, ...how), signed(high, ...how)], unit = texts[1].match(/[^\d]*$/)[0];
  if (unit && texts[0].endsWith(unit)) texts[0] = texts[0].slice(0, -unit.length);
  return words[tongue].patterns.interval.replace("{low}", texts[0]).replace("{high}", texts[1]);
}

async function compare() {
  const rows = $("pinned"); if (!rows) return;
  const [a, b] = await Promise.all([state(pin.a), state(pin.b)]), heads = JSON.parse(rows.dataset.heads);
  $("name-a").textContent = a.name[tongue]; $("name-b").textContent = b.name[tongue];
  rows.replaceChildren(...words[tongue].figures.filter(one => a.runs[one.name] && b.runs[one.name]).map(one => {
    const found = difference(a.runs[one.name], b.runs[one.name], one), row = document.createElement("tr");
    const cells = [one.label, "–", "–", "–"], plain = words[tongue];
    if (found) {
      const half = found.ends ? (found.ends[1] - found.ends[0]) / 2 : Math.abs(found.step) / 10;
      cells[1] = level(found.a, one.kind); cells[2] = level(found.b, one.kind);
      const within = found.ends && ends(found.ends, one.kind, half, true);
      const clear = found.ends && (found.ends[0] > 0 || found.ends[1] < 0), step = signed(found.step, one.kind, half, true);
      cells[3] = found.same ? plain.same : !found.ends ? `${step} (${plain.few})` : clear ? `<strong>${step}</strong> (${within})` : `${plain.unclear} (${within})`;
      Object.assign(row.dataset, {figure: one.name, a: found.a, b: found.b, step: found.step, low: found.ends ? found.ends[0] : "", high: found.ends ? found.ends[1] : ""});
    }
    cells.forEach((text, k) => {
      const cell = document.createElement(k ? "td" : "th");
      if (k) cell.dataset.label = heads[k]; else cell.scope = "row";
      if (k === 3) cell.innerHTML = `<span>${text}</span>`; else cell.textContent = text;
      row.append(cell);
    });
    return row;
  }));
}

// ---- what is shown
function hash(key, a, b) {
  const got = new URLSearchParams(key.split(",").filter(Boolean).map((place, k) => [B.levers[k].name, B.levers[k].states[place]]));
  if (a) { got.set("a", a.replaceAll(",", ".")); got.set("b", b.replaceAll(",", ".")); }
  if (tongue !== B.tongues[0]) got.set("lang", tongue);
  return "#" + got;
}
async function show(keep) {
  const turn = ++asked, key = now.join(), there = key in B.states, found = there ? await state(key) : null;
  if (turn !== asked) return;
  $("screen").hidden = !there; $("missing").hidden = there;
  if (there) { $("screen").innerHTML = drawn(found); $("command").textContent = found.command; }
  else $("adds").textContent = B.call + " " + B.added.concat(now.map((place, k) => `${B.levers[k].name}=${B.levers[k].states[place]}`).join("; ")).map(one => `--state '${one.replaceAll("'", "'\\''")}'`).join(" ");
  const name = now.map((place, k) => words[tongue].levers[k].label + words[tongue].colon + words[tongue].levers[k].states[place]).join("; ");
  if ($("statename")) $("statename").textContent = there ? found.name[tongue] : name;
  let missing = false;
  all("input[data-lever]").forEach(one => {
    const lever = +one.dataset.lever, other = now.map((place, k) => k === lever ? one.value : place).join(), absent = !(other in B.states);
    one.checked = String(now[lever]) === one.value; one.parentNode.classList.toggle("absent", absent); missing = missing || absent;
  });
  all(".dashed-key").forEach(one => { one.hidden = !missing; });
  all("[data-do=pin-a], [data-do=pin-b], [data-do=save]").forEach(one => { one.disabled = !there; });
  all("tr[data-key] a").forEach(one => { if (one.closest("tr").dataset.key === key) one.setAttribute("aria-current", "true"); else one.removeAttribute("aria-current"); });
  all("tr[data-key] a").forEach(one => { one.href = hash(one.closest("tr").dataset.key, pin.a, pin.b); });
  $("here").href = hash(key, pin.a, pin.b);
  if (keep) history.replaceState(null, "", hash(key, pin.a, pin.b));
  await compare();
  document.body.dataset.shown = key + " " + tongue;
}
async function speak(name, keep) {
  if (!words[name] || !words[name].figures) await told(name);
  tongue = name; main.innerHTML = words[name].main;
  document.documentElement.lang = name; document.title = words[name].title;
  all(".skip").forEach(one => { one.textContent = words[name].skip; });
  await show(keep);
}
function saved(name, parts, type) {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(new Blob(parts, {type})); link.download = name; link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 1000);
}
async function save(key, name) {
  if (!B.lines) B.lines = (await unpacked(B.file)).split("\n");
  const found = await state(key), lines = patched(B.lines, found.file);
  const head = words[tongue].head.map(one => "# " + one.replace("{state}", found.name[tongue]).replace("{file}", name));
  saved(name, [[...head, "", ...lines].join("\n")], "text/yaml");
  $("told").textContent = words[tongue].saved.replace("{file}", name) + (B.beside.length ? " " + words[tongue].beside : "");
}
const deeds = {
  "pin-a": () => pinned("a"), "pin-b": () => pinned("b"), print: () => print(),
  save: () => save(now.join(), B.stem + "-state.yaml"), "save-a": () => save(pin.a, "a.yaml"), "save-b": () => save(pin.b, "b.yaml"),
  book: () => saved(B.stem + ".xlsx", [Uint8Array.from(atob(B.book), one => one.charCodeAt(0))], "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
  speak: async button => { const name = button.dataset.tongue; await speak(name, true); $("main").querySelector(`[data-tongue=${name}]`).focus(); },
};
async function pinned(which) {
  pin[which] = now.join(); await show(true);
  $("told").textContent = words[tongue].pinned[which].replace("{state}", (await state(pin[which])).name[tongue]);
}
async function read() {
  const got = new URLSearchParams(location.hash.slice(1));
  if (location.hash && !B.levers.some(one => got.has(one.name)) && !got.has("lang")) return false;
  B.levers.forEach((one, k) => { const place = one.states.indexOf(got.get(one.name)); if (place >= 0) now[k] = place; });
  for (const which of ["a", "b"]) { const key = (got.get(which) || "").replaceAll(".", ","); if (key in B.states) pin[which] = key; }
  const name = B.tongues.includes(got.get("lang")) ? got.get("lang") : B.tongues[0];
  if (name === tongue) await show(false); else await speak(name, false);
  return location.hash !== "";
}
async function begin() {
  if (typeof DecompressionStream === "undefined") { $("old").hidden = false; return; }
  await told(tongue);
  document.body.classList.add("ready");
  document.addEventListener("change", event => { const one = event.target; if (one.dataset.lever) { now[one.dataset.lever] = +one.value; show(true); } });
  document.addEventListener("click", event => { const one = event.target.closest("[data-do]"); if (one) deeds[one.dataset.do](one); });
  document.addEventListener("submit", event => event.preventDefault());
  addEventListener("hashchange", read);
  if (!await read()) await show(false);
}
begin();

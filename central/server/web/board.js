// The wall board: shows who is called where. New calls have the stage; when there are none, the last ones that are still good, or what the
// centre shows between calls.
"use strict";

const overFor = 60000; // ms that a call stays whose person has left the counter again
const shownFor = 600000; // ms that a call stays at all: who is being served stands in the other list
const calledFor = 60000; // ms after which a call is no news any more, when the board hears of it late
const find = id => document.getElementById(id);
const stage = newStage();
let seen = new Set(); // the calls of the last view
let view = null, drawn = "";

const clone = id => find(id).content.firstElementChild.cloneNode(true);
const copy = id => find(id).content.cloneNode(true);
const keyOf = call => `${call.number}/${call.counter}/${call.times}/${call.at}`;

// last are the calls that still tell somebody something.
const last = () => view.calls.filter(call => now() - Date.parse(call.at) < (call.over ? overFor : shownFor)).slice(0, places);

function callCard(call) {
  const card = clone("call");
  card.querySelector(".number").textContent = call.number;
  card.querySelector(".counter").textContent = call.counter;
  card.querySelector(".again").hidden = call.times < 2;
  card.classList.toggle("recalled", call.times > 1);
  return card;
}

function deskRow(desk) {
  const row = clone("desk"), rest = row.querySelector(".rest");
  row.querySelector(".counter").textContent = desk.counter;
  row.querySelector(".number").textContent = desk.number || (desk.rest ? "" : "–");
  row.classList.toggle("resting", !!desk.rest);
  if (desk.rest) rest.append(copy(desk.back ? "back" : desk.rest));
  if (desk.back) rest.querySelectorAll("[lang]").forEach(part => { part.textContent += " " + desk.back; });
  return row;
}

// arrange says how the cards share the stage: how many of them there are, and how long the longest number and counter are.
function arrange(calls) {
  const list = find("calls"), longest = of => Math.max(1, ...calls.map(call => call[of].length));
  list.dataset.cards = calls.length;
  list.style.setProperty("--signs", Math.max(4, longest("number")));
  list.style.setProperty("--counter", longest("counter"));
  list.replaceChildren(...calls.map(callCard));
}

// draw changes the page only where something has changed, so that nothing flickers.
function draw() {
  if (!view) return;
  const fresh = stage.at(performance.now()).map(one => one.call);
  const calls = fresh.length > 0 ? fresh : last(), showing = between.shows() && fresh.length === 0;
  const picture = JSON.stringify([fresh.length > 0, showing, calls.map(keyOf), view.desks, view.waiting]);
  if (picture === drawn) return;
  drawn = picture;
  document.body.classList.toggle("fresh", fresh.length > 0);
  document.body.classList.toggle("showing", showing);
  arrange(calls);
  find("now").hidden = fresh.length === 0;
  find("before").hidden = fresh.length > 0 || calls.length === 0;
  find("desks").replaceChildren(...view.desks.map(deskRow));
  find("desks").dataset.size = view.desks.length > 16 ? "crowd" : view.desks.length > 8 ? "many" : "few";
  document.body.classList.toggle("wide-desks", view.desks.length > 16);
  find("nobody").hidden = calls.length > 0;
  find("connecting").hidden = true;
  document.querySelector("#waiting b").textContent = view.waiting;
}

// hear puts what is new on the stage. What was called before the board was switched on has been heard already, but for the last moments.
function hear(next, time) {
  const calls = new Map(next.calls.map(call => [keyOf(call), call]));
  for (const [key, call] of [...calls].reverse()) { // the oldest first, as they were called
    const age = time() - Date.parse(call.at);
    if (seen.has(key) || age > (view ? calledFor : leastShown)) continue;
    stage.add(call, key);
    if (view) voice.call(call, next.voice);
  }
  stage.know(calls);
  seen = new Set(calls.keys());
}

const zone = document.documentElement.dataset.zone;
const path = (to, query) => `${to}?${new URLSearchParams({ ...(zone && { zone }), ...query })}`;

const { now, again } = follow({
  stream: () => path("/bell", voice.mute() ? { sound: "no" } : {}), poll: path("/board.json"), silence: 12000, every: 5000,
  show(next, time) {
    hear(next, time);
    view = next;
    voice.ready(next.voice);
    between.programme(next.programme, path("/programme.json"));
    setTimeout(tick); // the time of central, which draw asks for, is known after the first answer
  },
  lost(since) {
    document.body.classList.toggle("lost", since !== null);
    if (since !== null) document.querySelectorAll(".since").forEach(b => { b.textContent = clockOf(since); });
  },
});

function tick() {
  const time = clockOf(now());
  if (find("clock").textContent !== time) find("clock").textContent = time;
  draw();
  if (view) between.rest(view, !["fresh", "lost"].some(is => document.body.classList.contains(is)));
}
setInterval(tick, 500);
tick();

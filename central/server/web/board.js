// The wall board: shows who is called where, marks each new call for a while, and lets go of those that are over.
"use strict";

const newFor = 12000; // ms that a call stays marked, each for itself: a second quick call never hides the first
const overFor = 60000; // ms that a call stays whose person has left the counter again
const shownFor = 600000; // ms that a call stays at all: who is being served stands in the other list
const seen = new Map(); // call -> when this board first saw it; 0 for what was there when it was switched on
const find = id => document.getElementById(id);
let view = null, drawn = "";

const clone = id => find(id).content.firstElementChild.cloneNode(true);
const fill = (item, number, counter) => {
  item.querySelector(".number").textContent = number;
  item.querySelector(".counter").textContent = counter;
  return item;
};
const keyOf = call => `${call.number}/${call.counter}/${call.times}/${call.at}`;
const isNew = call => performance.now() - seen.get(keyOf(call)) < newFor;

// current are the calls that still tell somebody something.
const current = () => view.calls.filter(call => isNew(call) || now() - Date.parse(call.at) < (call.over ? overFor : shownFor));

function callRow(call) {
  const row = fill(clone("call"), call.number, call.counter);
  row.classList.toggle("new", isNew(call));
  return row;
}

// draw changes the page only where something has changed, so that nothing flickers.
function draw() {
  if (!view) return;
  const calls = current();
  const picture = JSON.stringify([calls.map(call => [keyOf(call), isNew(call)]), view.desks, view.waiting]);
  if (picture === drawn) return;
  drawn = picture;
  find("calls").replaceChildren(...calls.map(callRow));
  find("called").classList.toggle("many", calls.length > 6);
  find("desks").replaceChildren(...view.desks.map(d => fill(clone("desk"), d.number || "–", d.counter)));
  find("desks").classList.toggle("many", view.desks.length > 8);
  document.querySelector("main").classList.toggle("crowd", view.desks.length > 16);
  find("nobody").hidden = calls.length > 0;
  find("connecting").hidden = true;
  document.querySelector("#waiting b").textContent = view.waiting;
}

const { now, again } = follow({
  stream: () => voice.mute() ? "/bell?sound=no" : "/bell", poll: "/board.json", silence: 12000, every: 5000,
  show(next) {
    for (const call of [...next.calls].reverse()) { // the oldest first, as they were called
      if (seen.has(keyOf(call))) continue;
      seen.set(keyOf(call), view ? performance.now() : -Infinity);
      if (view) voice.call(call, next.voice);
    }
    view = next;
    voice.ready(next.voice);
    setTimeout(draw); // the time of central, which draw asks for, is known after the first answer
  },
  lost(since) {
    document.body.classList.toggle("lost", since !== null);
    if (since !== null) document.querySelectorAll(".since").forEach(b => { b.textContent = clockOf(since); });
  },
});

function tick() {
  find("clock").textContent = clockOf(now());
  draw();
}
setInterval(tick, 1000);
tick();

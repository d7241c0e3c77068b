// The wall board: asks for the hall whenever central's doorbell rings, and marks each new call for a while.
"use strict";

const newFor = 12000; // ms that a call stays marked, each for itself: a second quick call never hides the first
const seen = new Map(); // call -> when this board first saw it; 0 for what was there when it was switched on
let started = false;

const clone = id => document.getElementById(id).content.firstElementChild.cloneNode(true);
const fill = (item, number, counter) => {
  item.querySelector(".number").textContent = number;
  item.querySelector(".counter").textContent = counter;
  return item;
};

function callRow(call) {
  const key = `${call.number}/${call.counter}/${call.times}/${call.at}`;
  if (!seen.has(key)) seen.set(key, started ? Date.now() : 0);
  const row = fill(clone("call"), call.number, call.counter);
  const left = seen.get(key) + newFor - Date.now();
  if (left > 0) {
    row.classList.add("new");
    setTimeout(() => row.classList.remove("new"), left);
  }
  return row;
}

function draw(view) {
  document.getElementById("calls").replaceChildren(...view.calls.map(callRow));
  document.getElementById("desks").replaceChildren(...view.desks.map(d => fill(clone("desk"), d.number || "–", d.counter)));
  document.querySelector("#waiting b").textContent = view.waiting;
  started = true;
}

async function look() {
  const answer = await fetch("/board.json", { cache: "no-store" });
  if (!answer.ok) throw new Error(answer.status);
  draw(await answer.json());
}

const lost = isLost => { document.getElementById("lost").hidden = !isLost; };

const bell = new EventSource("/bell");
bell.onmessage = () => look().then(() => lost(false), () => lost(true));
bell.onerror = () => lost(true);

function tick() {
  document.getElementById("clock").textContent = new Date().toLocaleTimeString("vi-VN", { hour: "2-digit", minute: "2-digit", timeZone: "Asia/Ho_Chi_Minh" });
}
setInterval(tick, 1000);
tick();

// Which calls have the board's stage. Each stays at least leastShown ms, and while nobody else needs its place, up to mostShown: with one call
// the number fills the wall, and a second quick call never hides the first. Those for whom there is no place yet wait in their order.
"use strict";

const places = 6;
const leastShown = 9000; // ms; 8 s are promised, and a screen may be slow
const mostShown = 20000;

function newStage() {
  let shown = [], queue = []; // of { call, key, since }, the oldest first

  const sameTicket = call => one => one.call.number === call.number;
  const done = (one, t) => t - one.since >= (one.call.over ? leastShown : mostShown);

  return {
    // add puts a call on the stage as soon as there is room. A recall takes the place of what it repeats.
    add(call, key) {
      queue = queue.filter(one => !sameTicket(call)(one));
      queue.push({ call, key });
    },
    // know tells that calls are over whose people have left the counter again.
    know(calls) {
      for (const one of [...shown, ...queue]) one.call = calls.get(one.key) || { ...one.call, over: true };
    },
    // at returns the calls on the stage at a moment, the newest first.
    at(t) {
      shown = shown.filter(one => !done(one, t));
      while (queue.length > 0) {
        const next = queue[0], repeated = shown.findIndex(sameTicket(next.call));
        if (repeated >= 0) shown.splice(repeated, 1);
        else if (shown.length >= places) {
          if (t - shown[0].since < leastShown) break;
          shown.shift();
        }
        queue.shift();
        shown.push({ ...next, since: t });
      }
      return [...shown].reverse();
    },
    // size counts what is remembered.
    size: () => shown.length + queue.length,
  };
}

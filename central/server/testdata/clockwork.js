// A clock that goes only when the test says so, and a central that the test plays, for the page of the wall board.
const world = (() => {
  let t = 0, next = 1, stream = null;
  const began = Date.now(), timers = new Map();
  const set = every => (f, ms = 0) => {
    timers.set(next, { f, at: t + (Number(ms) || 0), every: every ? Math.max(1, ms) : 0 });
    return next++;
  };
  performance.now = () => t;
  Date.now = () => began + t;
  window.setTimeout = set(false);
  window.setInterval = set(true);
  window.clearTimeout = window.clearInterval = id => timers.delete(id);
  window.EventSource = class extends EventTarget {
    static CLOSED = 2;
    constructor(url) { super(); this.url = url; this.readyState = 1; stream = this; }
    close() { this.readyState = 2; }
  };
  window.fetch = async url => ({ ok: url.startsWith("/programme.json"), json: async () => told });
  window.Audio = class {
    play() { setTimeout(() => this.onended && this.onended(), 400); return Promise.resolve(); }
    removeAttribute() {}
  };
  return {
    now: () => t,
    date: () => began + t,
    // work lets time go by.
    work(ms) {
      const end = t + ms;
      for (;;) {
        let id = 0, first = null;
        for (const [key, timer] of timers) if (timer.at <= end && (!first || timer.at < first.at)) [id, first] = [key, timer];
        if (!first) break;
        t = Math.max(t, first.at);
        if (first.every) first.at += first.every;
        else timers.delete(id);
        first.f();
      }
      t = end;
    },
    say(kind, data) { stream.dispatchEvent(new MessageEvent(kind, { data })); },
  };
})();

let position = 0, jumped = 0, life = 1;

// show has central say a view.
function show(view) {
  world.say("view", JSON.stringify({ life, position: ++position, at: new Date(world.date() + jumped).toISOString(), pages: document.documentElement.dataset.pages,
    view: { desks: [], waiting: 3, lines: { a: 3 }, programme: "1", voice: null, ...view } }));
}
const beat = () => world.say("beat", String(world.date() + jumped));
const call = (number, counter, times = 1) => ({ number, counter, times, at: new Date(world.date() + jumped).toISOString(), over: false });
const shown = () => document.body.classList.contains("fresh") ? [...document.querySelectorAll("#calls li")].map(li =>
  li.querySelector(".number").textContent + (li.classList.contains("recalled") ? "!" : "")) : [];

// drawn is a random number below n.
function dice(seed) {
  let state = seed * 2654435761 + 12345 >>> 0;
  return n => { state = Math.imul(state, 1664525) + 1013904223 >>> 0; return Math.floor(state / 4294967296 * n); };
}

// busyMoment has counters call within a second, people come and go, and somebody be called again, and returns what was shown too short.
function busyMoment(seed) {
  const any = dice(seed), wrong = [], saw = new Map(), calls = [], recalled = new Set();
  show({ calls: [] });
  world.work(120000);
  const many = seed === 0 ? 1 : 2 + any(39);
  const look = () => {
    const now = shown();
    if (now.length > 6) wrong.push(`${now.length} share the stage`);
    for (const number of now) saw.set(number, (saw.get(number) || 0) + 250);
  };
  let done = 0;
  for (let step = 0; step < 600; step++) {
    while (done < many && (step < 4 || seed % 2) && any(4)) calls.unshift(call(`S${seed}N${done}`, String(++done)));
    if (step > 8 && step < 40 && !any(6) && calls.length) calls[any(calls.length)].over = true;
    if (step > 4 && step < 30 && !any(10) && calls.length) {
      const again = calls.splice(any(calls.length), 1)[0];
      recalled.add(again.number);
      if (again.times < 2) calls.unshift(call(again.number, again.counter, 2));
      else calls.unshift(again);
    }
    show({ calls: calls.slice(0, 60).map(c => ({ ...c })) });
    world.work(250);
    look();
  }
  for (const { number, times, over } of calls) {
    const key = times > 1 ? number + "!" : number, ms = saw.get(key) || 0;
    if (ms < 8000) wrong.push(`${key} was shown for ${ms} ms of ${many} calls`);
    if (many === 1 && !over && times === 1 && ms < 15000) wrong.push(`the lone ${key} was shown for ${ms} ms`);
  }
  if (saw.size < done) wrong.push(`${saw.size} of ${done} were seen`);
  return wrong;
}

// calmMinutes watches the line while nobody is called.
async function calmMinutes(minutes) {
  show({ calls: [], desks: [{ counter: "1", number: "A001" }] });
  for (let i = 0; i < 5; i++) await Promise.resolve();
  world.work(20000);
  for (let i = 0; i < 5; i++) await Promise.resolve();
  let desks = 0, since = world.now(), last = document.getElementById("line").textContent, shortest = Infinity;
  const lines = new Set(), watch = new MutationObserver(() => { desks++; });
  watch.observe(document.getElementById("desks"), { childList: true, subtree: true });
  let begun = false;
  for (let step = 0; step < minutes * 240; step++) {
    if (step % 20 === 0) show({ calls: [], desks: [{ counter: "1", number: "A001" }] });
    world.work(250);
    const text = document.getElementById("line").textContent;
    lines.add(text);
    if (text === last) continue;
    if (begun) shortest = Math.min(shortest, world.now() - since);
    [begun, last, since] = [true, text, world.now()];
  }
  await Promise.resolve();
  show({ calls: [call("A009", "1")], desks: [{ counter: "1", number: "A001" }] });
  world.work(1000);
  const times = document.getAnimations().map(a => a.effect.getComputedTiming().duration);
  return { Lines: [...lines], Shortest: shortest, Desks: desks, Fastest: times.length ? Math.min(...times) : 0 };
}

// jumps has central's clock go an hour on, and two back.
function jumps() {
  const wrong = [];
  show({ calls: [call("A001", "1")] });
  world.work(30000);
  for (const [by, number] of [[3600000, "A002"], [-3600000, "A003"]]) {
    jumped = by;
    beat();
    world.work(1000);
    if (document.body.classList.contains("lost")) wrong.push("lost after a jump");
    const clock = clockOf(world.date() + jumped);
    if (document.getElementById("clock").textContent !== clock) wrong.push(`the clock says ${document.getElementById("clock").textContent}, want ${clock}`);
    show({ calls: [call(number, "2")] });
    world.work(1000);
    if (shown().join() !== number) wrong.push(`after a jump of ${by} the stage has ${shown().join()}, want ${number}`);
    world.work(60000);
  }
  beat();
  world.work(1000);
  if (document.body.classList.contains("lost")) wrong.push("lost though central has spoken");
  return wrong;
}

let served = 0;

// busyTurn lets twenty minutes go by: a call every twenty seconds, each third one again, a pause of a minute in which pictures are shown, and a line that is lost.
async function busyTurn() {
  const voice = { clips: "/voice/x/", loudness: 50, languages: ["vi", "en"] };
  let calls = [];
  for (let at = 0; at < 1200; at += 4) {
    if (at % 20 === 0 && at % 600 < 540) {
      served++;
      const number = "A" + String(served % 1000).padStart(3, "0");
      for (const c of calls.slice(3)) c.over = true;
      calls = [{ ...call(number, String(served % 8 + 1)), aloud: true }, ...calls].slice(0, 12);
      if (served % 3 === 0) calls[0] = { ...calls[0], times: 2 };
    }
    if (at % 1200 < 1140) show({ calls, voice, waiting: at % 7, desks: calls.slice(0, 8).map(c => ({ counter: c.counter, number: c.number })) });
    world.work(4000);
    if (at % 200 === 0) await Promise.resolve();
  }
  return true;
}

// What the board and the phone's page share: they follow central by a stream of server-sent events, ask now and then while there is
// none, and know since when they have heard nothing.
"use strict";

const clockOf = ms => new Date(ms).toLocaleTimeString("vi-VN", { hour: "2-digit", minute: "2-digit", timeZone: "Asia/Ho_Chi_Minh" });

// follow calls show with each new view, and lost with the time of the last word, or null once there is word again.
// stream returns a path, poll is one; silence (ms) is how long no beat may come; every (ms) is how often to ask without a stream.
// It returns now, the time by central's clock, which is right where the screen's own may not be, and again, which opens a new stream.
function follow({ stream, poll, silence, every, show, lost }) {
  const pages = document.documentElement.dataset.pages;
  const born = performance.now();
  let source, opened, asked = -Infinity, asking = false;
  let beaten = -Infinity; // when the stream was heard last
  let heard = born, central = Date.now(); // when anything was, and what time it was there
  let newest = { life: 0, position: -1 };

  const now = () => central + performance.now() - heard;

  function hear(time) {
    heard = performance.now();
    central = time;
    lost(null);
  }

  function take(news) {
    if (news.life === newest.life && news.position < newest.position) return; // an older answer that was overtaken
    newest = news;
    if (news.pages !== pages && performance.now() - born > 60000) return location.reload(); // central has other pages now
    hear(Date.parse(news.at));
    show(news.view, now);
  }

  function open() {
    if (source) source.close();
    opened = performance.now();
    source = new EventSource(stream());
    source.addEventListener("view", e => { beaten = performance.now(); take(JSON.parse(e.data)); });
    source.addEventListener("beat", e => { beaten = performance.now(); hear(Number(e.data)); });
  }

  async function ask() {
    if (asking) return;
    asking = true;
    asked = performance.now();
    const patience = new AbortController();
    const late = setTimeout(() => patience.abort(), silence);
    try {
      const answer = await fetch(poll, { cache: "no-store", signal: patience.signal });
      if (answer.ok) take(await answer.json());
    } catch { // the watchdog below says so
    } finally {
      clearTimeout(late);
      asking = false;
    }
  }

  function watch() {
    const t = performance.now(), dead = t - beaten > silence;
    const closed = source.readyState === EventSource.CLOSED; // after an answer such as 502 a browser does not try again by itself
    if (t - opened > (closed ? 3000 : silence) && (closed || dead)) open();
    if (dead && t - born > 3000 && t - asked > every) ask();
    if (t - heard > silence) lost(central);
  }

  open();
  setInterval(watch, 1000);
  const wake = () => { if (!document.hidden && performance.now() - heard > silence / 2) open(); };
  document.addEventListener("visibilitychange", wake);
  addEventListener("online", wake);
  return { now, again: open };
}

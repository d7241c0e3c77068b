// What the board shows while nobody is called: a calm line of notices and of who waits for what, and the centre's pictures and videos. A call
// takes the wall back at once.
"use strict";

const between = (() => {
  const lineFor = 9000; // ms that a line stays
  const quietFor = 4000; // ms without a call after which pictures begin
  const perLine = 3; // services in one line
  const longestFilm = 600000; // ms after which a video that does not end is left
  const photo = document.getElementById("photo"), film = document.getElementById("film"), line = document.getElementById("line");
  let has = { services: [], notices: [], media: [], seconds: 12 }, version = "", asked = -Infinity;
  let lineAt = -Infinity, lineNumber = 0, lineShown = "";
  let calmSince = null, item = -1, until = 0, failed = new Set(), on = false;

  const langs = document.documentElement.dataset.lang ? [document.documentElement.dataset.lang] : ["vi", "en"];

  // programme asks for what there is to show when it is not what the board has.
  async function programme(wanted, path) {
    if (wanted === version || performance.now() - asked < 5000) return;
    asked = performance.now();
    try {
      const answer = await fetch(path, { cache: "no-store" });
      if (!answer.ok) return;
      has = await answer.json();
      version = wanted;
      failed = new Set();
      lineAt = -Infinity;
    } catch { // the next view asks again
    }
  }

  // waits says how many wait for some services, in one language.
  const waits = (services, view, lang) => document.getElementById("lines").content.querySelector(`[lang="${lang}"]`).textContent + " " +
    services.map(s => `${s.name[lang]} ${view.lines[s.id] || 0}`).join(" · ");

  // lines lists what the line says in turn, each in the board's languages.
  function lines(view) {
    const all = [langs.map(lang => document.getElementById("keep").content.querySelector(`[lang="${lang}"]`).textContent)];
    for (const text of has.notices) all.push(langs.map(lang => text[lang]));
    for (let i = 0; i < has.services.length; i += perLine) {
      all.push(langs.map(lang => waits(has.services.slice(i, i + perLine), view, lang)));
    }
    return all;
  }

  // say shows the line whose turn it is; while people are called, that they keep their slips.
  function say(view, resting) {
    const all = lines(view), t = performance.now();
    if (!resting) lineNumber = 0;
    else if (t - lineAt >= lineFor) {
      lineNumber++;
      lineAt = t;
    }
    const texts = all[lineNumber % all.length], shown = JSON.stringify(texts);
    if (shown === lineShown) return;
    lineShown = shown;
    line.replaceChildren(...texts.filter((text, i) => i === 0 || text !== texts[0]).map((text, i) => {
      const part = document.createElement(i === 0 ? "span" : "small");
      part.lang = langs[i];
      part.textContent = text;
      return part;
    }));
    line.classList.toggle("long", texts[0].length > 70);
  }

  function stop() {
    if (!on && photo.hidden && film.hidden) return;
    on = false;
    photo.hidden = film.hidden = true;
    photo.removeAttribute("src");
    film.removeAttribute("src");
    film.load(); // lets go of what it holds
    document.getElementById("show").hidden = true;
  }

  // next shows the picture or video whose turn it is, leaving out what this browser could not show.
  function next(t) {
    const all = has.media.filter(m => !failed.has(m.source));
    if (all.length === 0) return stop();
    item = (item + 1) % all.length;
    const { source, video } = all[item], [shown, other] = video ? [film, photo] : [photo, film];
    other.removeAttribute("src");
    if (!video) film.load();
    other.hidden = true;
    const leave = () => { failed.add(source); until = 0; };
    shown.onerror = () => { if (shown.getAttribute("src") === source) leave(); };
    shown.src = source;
    shown.hidden = document.getElementById("show").hidden = false;
    on = true;
    until = t + (video ? longestFilm : has.seconds * 1000);
    if (video) {
      film.muted = true;
      film.onended = () => { until = 0; };
      film.play().catch(refused => { if (refused.name !== "AbortError") leave(); });
    }
  }

  return {
    programme,
    // rest is told again and again whether anybody is called.
    rest(view, resting) {
      const t = performance.now();
      say(view, resting);
      if (!resting) calmSince = null;
      else if (calmSince === null) calmSince = t;
      if (calmSince === null || t - calmSince < quietFor || has.media.length === 0) return stop();
      if (!on || t >= until) next(t);
    },
    shows: () => on,
  };
})();

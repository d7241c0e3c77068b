// The page of a ticket: shows what fits where the ticket stands, and wakes its holder when they are called. Phones of 2016 read it: no syntax
// beyond ES5, and of the browser nothing that is not asked for first.
(function () {
  "use strict";
  var main = document.querySelector("[data-path]"), query = "?lang=" + main.getAttribute("data-lang");
  var title = document.title, number = main.getAttribute("data-number"), pages = document.documentElement.getAttribute("data-pages");
  var life = Number(main.getAttribute("data-life")), position = Number(main.getAttribute("data-position"));
  var shown = { state: main.getAttribute("data-state"), at: main.getAttribute("data-at") };
  var silence = 50000, every = 20000, born = Date.now();
  var source = null, opened = 0, beaten = 0, heard = Date.now(), central = heard, asked = 0;

  function each(selector, what) {
    var found = document.querySelectorAll(selector), i;
    for (i = 0; i < found.length; i++) what(found[i]);
  }
  function write(name, text) { each("." + name, function (spot) { spot.textContent = text; }); }
  function show(selector, when) { each(selector, function (part) { part.hidden = !when; }); }
  function is(list, state) { return (" " + list + " ").indexOf(" " + state + " ") >= 0; }

  // clock writes a moment as it is in Vietnam, wherever the phone thinks that it is.
  function clock(ms) {
    var at = new Date(ms + 7 * 3600000), h = at.getUTCHours(), m = at.getUTCMinutes();
    return (h < 10 ? "0" : "") + h + ":" + (m < 10 ? "0" : "") + m;
  }

  // whole adds to a view what is none and was not sent.
  function whole(view) {
    var texts = ["wait", "counter", "at", "opens", "until"], i;
    for (i = 0; i < texts.length; i++) view[texts[i]] = view[texts[i]] || "";
    view.ahead = view.ahead || 0;
    view.deferred = view.deferred || 0;
    return view;
  }

  function draw(view) {
    each("[data-when]", function (part) { part.hidden = !is(part.getAttribute("data-when"), view.state); });
    write("ahead", view.ahead); write("wait", view.wait); write("counter", view.counter);
    write("at", view.at); write("opens", view.opens); write("until", view.until);
    show("[data-none]", view.ahead === 0); show("[data-some]", view.ahead > 0); show("[data-wait]", view.wait !== "");
    show("[data-opens]", view.opens !== ""); show("[data-late]", view.until === "");
    show("[data-let]", view.let === true); show("[data-back]", view.until !== "");
    each("[name=deferred]", function (field) { field.value = view.deferred; });
    if (view.state !== shown.state) show("#said", false);
    title = view.state === "called" || view.state === "recalled" ? number + " → " + view.counter : number;
    document.title = title;
    if ((view.state === "called" || view.state === "recalled") && (view.state !== shown.state || view.at !== shown.at)) wake();
    if (!is("waiting resting called recalled", view.state)) rest();
    shown = view;
  }

  // The call: sound, vibration and title. A browser lets a page sound only after a touch, so the button plays a short tone.
  var sound = null, lock = null, alerting = false, flashing = null;

  function tone(from, length, pitch, loud) {
    var osc = sound.createOscillator(), gain = sound.createGain(), at = sound.currentTime + from;
    osc.frequency.value = pitch;
    gain.gain.setValueAtTime(0.0001, at);
    gain.gain.linearRampToValueAtTime(loud, at + 0.05);
    gain.gain.linearRampToValueAtTime(0.0001, at + length);
    osc.connect(gain);
    gain.connect(sound.destination);
    osc.start(at);
    osc.stop(at + length);
  }
  function wake() {
    var i, left = 30;
    if (!alerting) return;
    if (sound) {
      if (sound.resume) sound.resume();
      for (i = 0; i < 3; i++) { tone(i * 1.6, 0.6, 660, 0.7); tone(i * 1.6 + 0.5, 0.9, 523, 0.7); }
    }
    if (navigator.vibrate) navigator.vibrate([500, 300, 500, 300, 1000]);
    if (flashing) clearInterval(flashing);
    flashing = setInterval(function () { // one change in a second, for half a minute
      document.title = left % 2 ? title : "● " + title;
      if (left-- <= 0) { clearInterval(flashing); flashing = null; document.title = title; }
    }, 1000);
  }
  function keepAwake() {
    if (!alerting || lock || !navigator.wakeLock || document.hidden) return;
    navigator.wakeLock.request("screen").then(function (given) {
      lock = given;
      given.addEventListener("release", function () { lock = null; });
    }, function () { /* the battery is low: the screen goes dark as ever */ });
  }
  function rest() {
    if (lock) lock.release();
    alerting = false;
    show("#alerting", false);
    show("#alert", true);
  }
  function agree() {
    var Sound = window.AudioContext || window.webkitAudioContext;
    alerting = true;
    if (Sound && !sound) sound = new Sound();
    if (sound) {
      if (sound.resume) sound.resume();
      tone(0, 0.4, 523, 0.3);
    }
    if (navigator.vibrate) navigator.vibrate(200);
    keepAwake();
    show("#alert", false);
    show("#alerting", true);
  }

  // The line to central: a stream, and questions now and then while there is none.
  function hear(at) {
    heard = Date.now();
    central = at;
    show("#lost", false);
  }
  function take(news) {
    if (news.life === life && news.position < position) return; // an older answer that was overtaken
    life = news.life;
    position = news.position;
    if (news.pages !== pages && Date.now() - born > 60000) { location.reload(); return; } // central has other pages now
    hear(Date.parse(news.at));
    draw(whole(news.view));
  }
  function open() {
    if (source) source.close();
    opened = Date.now();
    source = new EventSource(main.getAttribute("data-path") + "/bell" + query);
    source.addEventListener("view", function (e) { beaten = Date.now(); take(JSON.parse(e.data)); });
    source.addEventListener("beat", function (e) { beaten = Date.now(); hear(Number(e.data)); });
  }
  function ask() {
    var request = new XMLHttpRequest();
    asked = Date.now();
    request.open("GET", main.getAttribute("data-path") + "/place.json" + query);
    request.timeout = every;
    request.onload = function () { if (request.status === 200) take(JSON.parse(request.responseText)); };
    request.send();
  }
  function watch() {
    var now = Date.now(), dead = now - beaten > silence, closed = !source || source.readyState === 2;
    if (window.EventSource && (closed || dead) && now - opened > (closed ? 3000 : silence)) open(); // after an answer such as 502 a browser does not try again
    if (dead && now - born > 3000 && now - asked > every) ask();
    if (now - heard > silence) { write("since", clock(central)); show("#lost", true); }
  }
  function look() {
    keepAwake();
    if (!document.hidden && Date.now() - heard > silence / 2) { if (window.EventSource) open(); else ask(); }
  }

  document.getElementById("alert").addEventListener("click", agree);
  show("#alert", true);
  document.addEventListener("visibilitychange", look);
  window.addEventListener("online", look);
  if (window.EventSource) open();
  setInterval(watch, 1000);
}());

// The board's voice: calls are said one after the other, so that none cuts another off. Browsers refuse sound on a page that nobody has
// touched, unless they were started to allow it; then the board shows a button, and central is told that this board is mute.
"use strict";

const voice = (() => {
  const patience = 60000; // ms after which a call is not said any more: whoever was meant has read it
  const longest = 20000; // ms that one clip may take: one that hangs must not silence those behind it
  const crowd = 2; // calls waiting behind one, from which on it is said in its first language alone
  const button = document.getElementById("sound");
  const waiting = [];
  let speaking = false, muted = false;

  // play resolves when a clip is over; it rejects with NotAllowedError where the browser refuses sound, and when a clip hangs on the network.
  function play(url, loudness) {
    const clip = new Audio(url);
    clip.volume = loudness / 100;
    let late;
    return new Promise((over, failed) => {
      late = setTimeout(() => failed(new Error(`clip ${url} hangs`)), longest);
      clip.onended = over;
      clip.onerror = () => failed(new Error(`no clip ${url}`));
      clip.play().catch(failed);
    }).finally(() => {
      clearTimeout(late);
      clip.onended = clip.onerror = null;
      clip.removeAttribute("src"); // a browser may keep what is not let go of
    });
  }

  function mute(is) {
    button.hidden = !is;
    if (muted === is) return;
    muted = is;
    again(); // the new stream tells central
  }

  const signOf = sign => (/\d/.test(sign) ? "digit-" : "letter-") + sign.toLowerCase();

  // clipsOf names the clips of a call in their order, as voice.Call does: the chime, then the sentence in each language, sign by sign.
  const clipsOf = ({ number, counter }, languages) => ["chime", ...languages.flatMap(lang =>
    ["invite", ...[...number].map(signOf), `counter-${counter.toLowerCase()}`].map(name => `${lang}/${name}`))];

  async function say(call) {
    try {
      const languages = waiting.length >= crowd ? call.languages.slice(0, 1) : call.languages;
      for (const name of clipsOf(call, languages)) await play(`${call.clips}${name}.wav`, call.loudness);
      mute(false);
    } catch (refused) {
      if (refused.name === "NotAllowedError") mute(true);
    }
  }

  async function speak() {
    if (speaking) return;
    speaking = true;
    while (waiting.length > 0) {
      const call = waiting.shift();
      if (performance.now() - call.since < patience) await say(call);
    }
    speaking = false;
  }

  const keep = ({ clips, loudness }) => Object.assign(button.dataset, { clips, loudness });

  button.onclick = async () => {
    const [clips, loudness] = [button.dataset.clips, Number(button.dataset.loudness)];
    await play(`${clips}chime.wav`, loudness).then(() => mute(false), () => {});
  };

  return {
    mute: () => muted,
    // ready tries the loudspeaker once, too softly to be heard, so that a mute board says so before anybody is called.
    ready(speakers) {
      if (!speakers || button.dataset.clips) return;
      keep(speakers);
      play(`${speakers.clips}chime.wav`, 1).then(() => mute(false), refused => mute(refused.name === "NotAllowedError"));
    },
    // call says a call when those before it are over.
    call({ number, counter, aloud }, speakers) {
      if (!aloud || !speakers || speakers.loudness === 0) return;
      keep(speakers);
      waiting.push({ number, counter, ...speakers, since: performance.now() });
      speak();
    },
  };
})();

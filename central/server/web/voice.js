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
    return new Promise((over, failed) => {
      setTimeout(() => failed(new Error(`clip ${url} hangs`)), longest);
      clip.onended = over;
      clip.onerror = () => failed(new Error(`no clip ${url}`));
      clip.play().catch(failed);
    });
  }

  function mute(is) {
    button.hidden = !is;
    if (muted === is) return;
    muted = is;
    again(); // the new stream tells central
  }

  // short leaves out all but the first language.
  const short = says => says.filter(name => !name.includes("/") || name.split("/")[0] === says[1].split("/")[0]);

  async function say(call) {
    try {
      for (const name of waiting.length >= crowd ? short(call.says) : call.says) await play(`${call.clips}${name}.wav`, call.loudness);
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

  button.onclick = async () => {
    const [clips, loudness] = [button.dataset.clips, Number(button.dataset.loudness)];
    await play(`${clips}chime.wav`, loudness).then(() => mute(false), () => {});
  };

  return {
    mute: () => muted,
    // ready tries the loudspeaker once, too softly to be heard, so that a mute board says so before anybody is called.
    ready(speakers) {
      if (!speakers || button.dataset.clips) return;
      Object.assign(button.dataset, speakers);
      play(`${speakers.clips}chime.wav`, 1).then(() => mute(false), refused => mute(refused.name === "NotAllowedError"));
    },
    // call says a call when those before it are over.
    call({ says }, speakers) {
      if (!says || !speakers || speakers.loudness === 0) return;
      Object.assign(button.dataset, speakers);
      waiting.push({ says, ...speakers, since: performance.now() });
      speak();
    },
  };
})();

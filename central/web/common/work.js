// A form with data-challenge computes before it is sent (package proofofwork): a number for which SHA-256("challenge:number") begins with as many
// zero bits as the challenge says. It begins at once, a little at a time, so that typing goes on meanwhile; who is faster waits at the button.
"use strict";
const K = new Int32Array(64), H = new Int32Array(8);
for (let n = 2, i = 0; i < 64; n++) { // the roots of the first primes
	let prime = true;
	for (let d = 2; d * d <= n; d++) if (n % d === 0) prime = false;
	if (!prime) continue;
	if (i < 8) H[i] = (Math.sqrt(n) % 1) * 0x100000000;
	K[i++] = (Math.cbrt(n) % 1) * 0x100000000;
}
const W = new Int32Array(64);

// zeros counts the zero bits that the hash of a text begins with; the text is one block, 55 ASCII letters at the most.
function zeros(text) {
	W.fill(0, 0, 16);
	for (let i = 0; i < text.length; i++) W[i >> 2] |= text.charCodeAt(i) << 24 - 8 * (i & 3);
	W[text.length >> 2] |= 0x80 << 24 - 8 * (text.length & 3);
	W[15] = text.length * 8;
	for (let i = 16; i < 64; i++) {
		const x = W[i - 15], y = W[i - 2];
		W[i] = W[i - 16] + W[i - 7] + ((x >>> 7 | x << 25) ^ (x >>> 18 | x << 14) ^ x >>> 3) + ((y >>> 17 | y << 15) ^ (y >>> 19 | y << 13) ^ y >>> 10);
	}
	let [a, b, c, d, e, f, g, h] = H;
	for (let i = 0; i < 64; i++) {
		const one = h + ((e >>> 6 | e << 26) ^ (e >>> 11 | e << 21) ^ (e >>> 25 | e << 7)) + (e & f ^ ~e & g) + K[i] + W[i] | 0;
		const two = ((a >>> 2 | a << 30) ^ (a >>> 13 | a << 19) ^ (a >>> 22 | a << 10)) + (a & b ^ a & c ^ b & c) | 0;
		h = g; g = f; f = e; e = d + one | 0; d = c; c = b; b = a; a = one + two | 0;
	}
	const first = a + H[0] | 0;
	return first === 0 ? 32 + Math.clz32(b + H[1] | 0) : Math.clz32(first);
}

for (const form of document.querySelectorAll("form[data-challenge]")) {
	const challenge = form.dataset.challenge, bits = parseInt(challenge, 10), button = form.querySelector("button"), told = form.querySelector(".working");
	let n = 0, solved = false, waits = false;
	const go = () => {
		for (const until = performance.now() + 12; !solved && performance.now() < until;) {
			for (let i = 0; i < 50 && !solved; i++, n++) {
				if (zeros(challenge + ":" + n) >= bits) {
					solved = true;
					form.elements.solution.value = n;
				}
			}
		}
		if (!solved) setTimeout(go);
		else if (waits) form.submit();
	};
	form.addEventListener("submit", event => {
		if (solved || waits) return waits && event.preventDefault();
		event.preventDefault();
		waits = button.disabled = true;
		if (told) told.hidden = false;
	});
	go();
}

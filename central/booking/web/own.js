// The page of one appointment: a button prints it.
"use strict";
const button = document.getElementById("print");
if (button) {
	button.hidden = false;
	button.addEventListener("click", () => print());
}

// What takes some seconds says so: a link or button with data-waits shows its sentence while the next page is made.
// The page works without this; the browser's own sign is then the only one.

for (const one of document.querySelectorAll("[data-waits]")) {
  const told = document.getElementById(one.dataset.waits);
  one.addEventListener("click", (event) => {
    if (event.ctrlKey || event.metaKey || event.shiftKey || event.button) return; // it opens elsewhere
    told.textContent = told.dataset.words;
    told.classList.add("hwb-waits--on");
  });
}

addEventListener("pageshow", () => {
  for (const told of document.querySelectorAll(".hwb-waits")) {
    told.textContent = "";
    told.classList.remove("hwb-waits--on");
  }
});

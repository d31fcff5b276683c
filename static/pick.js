// The list of actions: all of this page ticked without loading it anew, and how many are ticked, said aloud.
const boxes = [...document.querySelectorAll("input[name='pick']")];
const all = document.querySelector("[data-pick-all]");

if (boxes.length && all) {
  const said = document.querySelector(".hwb-picked");
  const ticked = () => boxes.filter((box) => box.checked).length;

  const tell = () => {
    const count = ticked();
    said.textContent = count ? `${count} of ${boxes.length} on this page ticked.` : "";
    document.querySelector("[data-picked]").textContent = count ? `: ${count}` : "";
    all.textContent = count === boxes.length ? "Untick all on this page" : "Tick all on this page";
    if (count) document.getElementById("which-ticked").checked = true;
  };
  const toggle = (event) => {
    event.preventDefault();
    const on = ticked() < boxes.length;
    for (const box of boxes) box.checked = on;
    tell();
  };
  all.setAttribute("role", "button"); // it does something here and leads nowhere
  all.addEventListener("click", toggle);
  all.addEventListener("keydown", (event) => event.key === " " && toggle(event));
  for (const box of boxes) box.addEventListener("change", tell);
  window.addEventListener("pageshow", tell);
}

// The list of actions: all of this page ticked at once, and how many are ticked, said aloud. Without script one ticks each.
const boxes = [...document.querySelectorAll("input[name='pick']")];
const place = document.querySelector("[data-pick-all]");

if (boxes.length && place) {
  const all = Object.assign(document.createElement("input"), { type: "checkbox", id: "pick-all" });
  const label = Object.assign(document.createElement("label"), { htmlFor: "pick-all", textContent: "Tick all on this page" });
  const count = document.createElement("p");
  count.className = "hwb-small hwb-picked hwb-noprint";
  count.setAttribute("role", "status");
  const line = document.createElement("p");
  line.className = "hwb-pick-all hwb-noprint";
  line.append(all, label);
  place.after(line, count);

  const tell = () => {
    const ticked = boxes.filter((box) => box.checked).length;
    all.checked = ticked === boxes.length;
    all.indeterminate = ticked > 0 && ticked < boxes.length;
    const words = `${ticked} of ${boxes.length} on this page ticked`;
    count.textContent = ticked ? `${words}.` : "";
    document.querySelector("[data-picked]").textContent = ticked ? `: ${ticked}` : "";
    if (ticked) document.getElementById("which-ticked").checked = true;
  };
  all.addEventListener("change", () => {
    for (const box of boxes) box.checked = all.checked;
    tell();
  });
  for (const box of boxes) box.addEventListener("change", tell);
  window.addEventListener("pageshow", tell);
}

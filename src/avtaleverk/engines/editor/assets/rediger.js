/* Lets an editor drop files on the page instead of choosing them, and says that work goes on; the forms work without. */
"use strict";
const wait = document.querySelector("[data-venter]");
document.addEventListener("submit", (event) => {
  if (event.target.method !== "post") { return; }
  // What was sent is at work until the next page comes.
  if (wait.textContent) { event.preventDefault(); return; }
  event.target.querySelector("button").after(wait);
  requestAnimationFrame(() => { wait.textContent = wait.dataset.venter; });
});
// A page that is fetched back from memory is not waiting any more.
addEventListener("pageshow", (event) => { if (event.persisted) { wait.textContent = ""; } });
for (const form of document.querySelectorAll("[data-slipp]")) {
  const field = form.querySelector('input[type="file"]');
  const over = (on) => form.classList.toggle("rediger-slipp--over", on);
  form.addEventListener("dragover", (event) => { event.preventDefault(); over(true); });
  form.addEventListener("dragleave", () => over(false));
  form.addEventListener("drop", (event) => {
    event.preventDefault();
    over(false);
    if (event.dataTransfer.files.length) {
      field.files = event.dataTransfer.files;
      form.requestSubmit();
    }
  });
}

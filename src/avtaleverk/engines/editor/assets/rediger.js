/* Lets an editor drop files on the page instead of choosing them; the form works without. */
"use strict";
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

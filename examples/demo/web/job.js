// The panel of the long job: a call that takes its time, its progress from the state, an AbortSignal to cancel it.

import { bytes, count } from "./format.js";
import { toast } from "./toast.js";

const $ = (id) => document.getElementById(id);

export function startJobPanel(folders) {
  const [folder, start, cancel] = [$("job-folder"), $("job-start"), $("job-cancel")];
  let controller;
  folder.append(...folders.map((path) => new Option(path)));

  start.addEventListener("click", async () => {
    controller = new AbortController();
    try {
      await oriel.job.checksum(folder.value, { signal: controller.signal });
    } catch (error) {
      if (error.name !== "AbortError") toast(error.message, "bad");
    } finally {
      controller = undefined;
      show(oriel.state.get("job", "status"));
    }
  });
  cancel.addEventListener("click", () => controller?.abort());

  function show(status) {
    const isRunning = status.phase === "running";
    const hadFocus = document.activeElement === start || document.activeElement === cancel;
    folder.disabled = isRunning;
    if (isRunning) folder.value = status.folder;
    start.hidden = isRunning;
    cancel.hidden = !isRunning;
    cancel.disabled = !controller; // another page's job
    if (hadFocus) (isRunning ? cancel : start).focus();
    const part = status.total_bytes ? Math.min(status.bytes / status.total_bytes, 1) : Number(status.phase === "done");
    const progress = $("job-progress");
    progress.className = `progress ${status.phase}`;
    progress.setAttribute("aria-valuenow", Math.round(100 * part));
    progress.firstElementChild.style.transform = `scaleX(${part})`;
    const { phase, files, total_files, bytes: size, total_bytes, seconds, digest } = status;
    $("job-phase").textContent = phase === "idle" ? "a long job" : phase;
    if (phase === "idle") return;
    $("job-files").textContent = phase === "done" ? count(files) : `${count(files)} of ${count(total_files)}`;
    $("job-data").textContent =
      phase === "done" ? `${bytes(size)} in ${seconds.toFixed(1)} s` : `${bytes(size)} of ${bytes(total_bytes)}`;
    $("job-last-title").textContent = digest ? "Digest" : "Rate";
    $("job-last").textContent = digest ? `${digest.slice(0, 16)}…` : `${bytes(size / Math.max(seconds, 0.1))}/s`;
    $("job-last").title = digest ?? "";
  }

  show(oriel.state.get("job", "status"));
  oriel.state.subscribe("job", ({ value }) => show(value));
}

// The page itself: what is dropped beside the widgets, and fonts.

import assert from "node:assert/strict";
import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { join, resolve } from "node:path";
import { createInterface } from "node:readline";
import { after, test } from "node:test";
import { closeBrowser, create, launch, Program } from "./harness.ts";

after(closeBrowser);

test("a file that is dropped beside what takes it does not replace the page", async () => {
  const program = await Program.show(
    create(3, "Label", ["Drop here"], { listen: ["drop-start"] }),
    create(4, "TextEntry", [""]),
  );
  const drop = (selector: string, isFile: boolean) =>
    program.page.locator(selector).evaluate((element, file) => {
      const dataTransfer = new DataTransfer();
      if (file) dataTransfer.items.add(new File(["x"], "x.txt"));
      else dataTransfer.setData("text/plain", "words");
      const events = ["dragover", "drop"].map(
        (type) => new DragEvent(type, { dataTransfer, bubbles: true, cancelable: true, composed: true }),
      );
      for (const event of events) element.dispatchEvent(event);
      return events.map(({ defaultPrevented }) => defaultPrevented);
    }, isFile);
  assert.deepEqual(await drop("body", true), [true, true]);
  assert.deepEqual(await drop("[data-wid='4']", true), [true, true]);
  assert.deepEqual(await drop("[data-wid='4']", false), [false, false], "the browser writes it there");
  assert.deepEqual(await drop("[data-wid='3']", true), [true, true]);
  await program.untilTold("drop-start");
  assert.equal(program.told("drop-start").length, 1);
  await program.close();
});

test("a font that is named again is there once; one that could not be loaded is tried again", async () => {
  const program = await Program.show(create(3, "Label", ["x"]));
  const font = (url: string, weight = "bold") =>
    program.send({ type: "register-font", family: "Mine", weight, style: "normal", url });
  const faces = async () => {
    await program.settled();
    return program.page.evaluate(() => [...document.fonts].map(({ family, weight }) => `${family} ${weight}`));
  };
  font("data:font/woff2;base64,AA==");
  font("data:font/woff2;base64,AA==");
  assert.deepEqual(await faces(), ["Mine 700"]);
  await program.page.evaluate(() => document.fonts.ready);
  font("data:font/woff2;base64,AA==");
  font("data:font/woff2;base64,AA==", "normal");
  assert.deepEqual((await faces()).sort(), ["Mine 400", "Mine 700"]);
  await program.close();
});

test("a font of the program is there in the page", async () => {
  const build = resolve(process.env.ORIEL_BUILD_DIR ?? "build");
  const env = { ...process.env, PYTHONPATH: join(build, "python"), PYTHONDONTWRITEBYTECODE: "1" };
  const served: ChildProcess = spawn("/usr/bin/python3", ["tests/browser/served_font.py"], {
    env,
    stdio: ["ignore", "pipe", "inherit"],
  });
  const lines = createInterface({ input: served.stdout as NodeJS.ReadableStream });
  const [url] = (await Promise.race([once(lines, "line"), once(lines, "close")])) as [string];
  assert.ok(url, "the program did not start");
  const context = await (await launch()).newContext();
  const page = await context.newPage();
  const errors: string[] = [];
  page.on("pageerror", (error) => errors.push(`${error}`));
  page.on("console", (message) => message.type() === "error" && errors.push(message.text()));
  await page.goto(url);
  const label = page.getByText("Letters", { exact: true });
  await label.waitFor();
  const there = () =>
    page.evaluate(async () => {
      await document.fonts.load("bold 20px 'Program Font'");
      return {
        isThere: document.fonts.check("bold 20px 'Program Font'"),
        states: [...document.fonts].map(({ family, status }) => `${family.replaceAll('"', "")} ${status}`),
      };
    });
  assert.deepEqual(await there(), { isThere: true, states: ["Program Font loaded"] });
  assert.match(await label.evaluate((element) => getComputedStyle(element).fontFamily), /Program Font/);
  await page.reload();
  await label.waitFor();
  assert.deepEqual(await there(), { isThere: true, states: ["Program Font loaded"] });
  assert.deepEqual(errors, []);
  await context.close();
  served.kill("SIGINT");
  await once(served, "exit");
});

import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { test } from "node:test";

test("web/vendor is what script/vendor makes of package-lock.json", () => {
  const { status, stdout, stderr } = spawnSync("script/vendor", ["--check"], { encoding: "utf8" });
  assert.equal(status, 0, stdout + stderr);
});

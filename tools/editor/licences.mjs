// Writes the licences of the packages in the bundle into one file: node licences.mjs FILE
import { existsSync, readFileSync, writeFileSync } from "node:fs";

const { packages } = JSON.parse(readFileSync("package-lock.json", "utf8"));
const parts = Object.entries(packages)
  .filter(([path, each]) => path && !each.dev)
  .map(([path, each]) => {
    const file = ["LICENSE", "LICENSE.md"].map(name => `${path}/${name}`).find(existsSync);
    if (!file) throw new Error(`${path} has no licence file`);
    return `${path.replace("node_modules/", "")} ${each.version}\n\n${readFileSync(file, "utf8").trim()}\n`;
  });
writeFileSync(process.argv[2], parts.join(`\n${"-".repeat(60)}\n\n`));

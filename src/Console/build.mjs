// Bundles the console into the files that the host serves, the same bytes for the same sources, and gathers the licences of what is in
// them.
import { build } from "esbuild";
import { existsSync, readFileSync, readdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";

const out = process.argv[2] ?? "../Functions/Portal/Console/built";

const result = await build({
  entryPoints: { console: "src/main.tsx" },
  outdir: out,
  bundle: true,
  format: "esm",
  target: "es2022",
  minify: true,
  charset: "utf8",
  legalComments: "none",
  metafile: true,
  // The library's registry for tests, which nothing here uses, would bring in a validator that writes code at run time.
  alias: { "@rjsf/validator-ajv8": "./src/program/validator.ts" },
  define: { "process.env.NODE_ENV": '"production"' },
});

const packages = new Set();
for (const input of Object.keys(result.metafile.inputs)) {
  const found = /.*node_modules\/((?:@[^/]+\/)?[^/]+)\//.exec(input);
  if (found) {
    packages.add(found[0].slice(0, -1));
  }
}

const texts = [...packages].sort().map((folder) => {
  const { name, version, license } = JSON.parse(readFileSync(join(folder, "package.json"), "utf8"));
  const files = readdirSync(folder, { withFileTypes: true })
    .filter((file) => file.isFile() && /^(licen[cs]e|notice)/i.test(file.name))
    .map((file) => file.name)
    .sort();
  const body = files.map((file) => readFileSync(join(folder, file), "utf8").trim()).join("\n\n");
  return `${name} ${version}, ${license}\n\n${body}`;
});
writeFileSync(join(out, "console.licences.txt"), `${texts.join(`\n\n${"-".repeat(80)}\n\n`)}\n`.replaceAll("\r\n", "\n"));

if (!existsSync(join(out, "console.css"))) {
  throw new Error("The console has no style.");
}

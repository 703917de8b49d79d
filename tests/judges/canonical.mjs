// canonical.mjs FILE: prints the canonical form (RDFC-1.0) of JSON-LD. Whatever would get lost is an error.
import { readFileSync } from "node:fs";
import jsonld from "jsonld";

const options = {
  safe: true,
  documentLoader: (url) => {
    throw new Error(`asked the web for ${url}`);
  },
};
const document = JSON.parse(readFileSync(process.argv[2], "utf8"));
const expanded = await jsonld.expand(document, options);
if (expanded.length === 0) throw new Error("there is nothing in it");
process.stdout.write(
  await jsonld.canonize(expanded, { ...options, algorithm: "RDFC-1.0", format: "application/n-quads" }),
);

// shacl.mjs SHAPES VOCABULARIES DATA …, all N-Triples: prints for each file of data, which is judged together with the
// vocabularies, the results of SHACL as [focus node, path, severity, constraint].
import { readFileSync } from "node:fs";
import { Parser, Store } from "n3";
import Validator from "rdf-validate-shacl";

const read = (path) => new Parser({ format: "N-Triples" }).parse(readFileSync(path, "utf8"));
const iri = (term) => (term?.termType === "NamedNode" ? term.value : "");
const [shapes, vocabularies, ...files] = process.argv.slice(2).map(read);
const validator = new Validator(new Store(shapes));
const judged = [];
for (const data of files) {
  const { results } = await validator.validate(new Store([...vocabularies, ...data]));
  judged.push(
    results.map((one) => [one.focusNode, one.path, one.severity, one.sourceConstraintComponent].map(iri)),
  );
}
process.stdout.write(JSON.stringify(judged));

// geojson.mjs FILE: prints what is wrong with GeoJSON, as a list.
import { readFileSync } from "node:fs";
import checking from "@placemarkio/check-geojson";

const issues = checking.getIssues(readFileSync(process.argv[2], "utf8"));
process.stdout.write(JSON.stringify(issues.map((issue) => issue.message)));

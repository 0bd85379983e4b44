// scenarios.mjs FOLDER JSON: each scenario FOLDER/NAME.yaml as JSON/scenario-NAME.json, for the check against the published format.
import fs from 'node:fs';
import path from 'node:path';
import yaml from 'js-yaml';
const [folder, json] = process.argv.slice(2);
for (const file of fs.readdirSync(folder).filter(f => f.endsWith('.yaml'))) {
  const data = yaml.load(fs.readFileSync(path.join(folder, file), 'utf8'), { schema: yaml.CORE_SCHEMA });
  fs.writeFileSync(path.join(json, `scenario-${file.replace('.yaml', '')}.json`), JSON.stringify(data));
}

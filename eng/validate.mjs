// validate.mjs SCHEMAS JSON: each JSON/NAME-*.json must be valid by SCHEMAS/NAME-1.schema.json, and invalid once a required key is gone.
import fs from 'node:fs';
import path from 'node:path';
import Ajv from 'ajv/dist/2020.js';
const [schemas, folder] = process.argv.slice(2);
const ajv = new Ajv({ strict: false, allErrors: true });
let bad = 0, good = 0;
for (const file of fs.readdirSync(schemas).filter(f => f.endsWith('-1.schema.json'))) {
  const name = file.replace('-1.schema.json', '');
  const validate = ajv.compile(JSON.parse(fs.readFileSync(path.join(schemas, file), 'utf8')));
  for (const json of fs.readdirSync(folder).filter(f => f.startsWith(name + '-') && f.endsWith('.json'))) {
    const data = JSON.parse(fs.readFileSync(path.join(folder, json), 'utf8'));
    if (validate(data)) good++;
    else { bad++; console.error(json, ajv.errorsText(validate.errors)); }
    const unknown = { ...data, unheard_of: 1 };
    if (name === 'scenario' && validate(unknown)) { bad++; console.error(file, 'accepts an unknown key'); }
    const key = Object.keys(data)[0];
    delete data[key];
    if (validate(data)) { bad++; console.error(file, 'accepts a document without', key); }
  }
}
console.log(`${good} documents valid, ${bad} problems`);
process.exit(bad || !good ? 1 : 0);

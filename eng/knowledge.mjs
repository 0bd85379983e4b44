// knowledge.mjs KNOWLEDGE SCHEMAS: each file of the knowledge must be valid by the schema of its concept, and invalid once a key stands in it that nobody knows.
import fs from 'node:fs';
import path from 'node:path';
import Ajv from 'ajv/dist/2020.js';
import yaml from 'js-yaml';
const [knowledge, schemas] = process.argv.slice(2);
const ajv = new Ajv({ strict: false, allErrors: true });
const compiled = new Map();
let bad = 0, good = 0, closed = 0;
for (const file of fs.readdirSync(knowledge, { recursive: true }).filter(f => f.endsWith('.yaml')).sort()) {
  const folder = path.dirname(file);
  const concept = folder === '.' ? path.basename(file, '.yaml') : folder.replaceAll(path.sep, '-');
  if (!compiled.has(concept)) compiled.set(concept, ajv.compile(JSON.parse(fs.readFileSync(path.join(schemas, `${concept}.schema.json`), 'utf8'))));
  const validate = compiled.get(concept);
  const data = yaml.load(fs.readFileSync(path.join(knowledge, file), 'utf8'), { schema: yaml.CORE_SCHEMA });
  if (validate(data)) good++;
  else { bad++; console.error(file, ajv.errorsText(validate.errors)); }
  if (!validate({ ...data, unheard_of: [[1]] })) closed++;
}
console.log(`${good} knowledge files valid, ${closed} of them closed to unknown keys, ${bad} problems`);
process.exit(bad || !good ? 1 : 0);

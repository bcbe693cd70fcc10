// Judges a CycloneDX 1.6 document by the validator of the CycloneDX project; its words go to standard output.
const { readFileSync } = require('node:fs');
const { Spec, Validation } = require('@cyclonedx/cyclonedx-library');
new Validation.JsonStrictValidator(Spec.Version.v1dot6).validate(readFileSync(process.argv[2], 'utf8')).then(
  (fault) => { console.log(fault === null ? 'valid' : JSON.stringify(fault, null, 1)); process.exitCode = fault === null ? 0 : 1; },
  (error) => { console.log(String(error)); process.exitCode = 2; });

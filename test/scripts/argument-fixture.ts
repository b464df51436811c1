const shown: string[] = process.argv.slice(1);
console.log(JSON.stringify(shown));
process.exitCode = 3;

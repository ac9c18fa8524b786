// Resolves imports for eslint-plugin-boundaries the way the compiler does (tsconfig paths included), so that the layer
// rules judge the file an import really reaches. The ready-made resolver for this brings native binaries; TypeScript is here already.
const { resolve } = require('node:path');
const { isBuiltin } = require('node:module');
const ts = require('typescript');

/** Compiler options and a resolution cache for each workspace root: reading tsconfig.json once per import would be slow. */
const resolutions = new Map();

function resolutionOf(root) {
  let resolution = resolutions.get(root);
  if (!resolution) {
    const { config } = ts.readConfigFile(resolve(root, 'tsconfig.json'), ts.sys.readFile);
    // One file has to be named, else TypeScript reports that there is nothing to compile.
    const { options } = ts.parseJsonConfigFileContent({ ...config, files: ['x.ts'] }, ts.sys, root);
    resolution = { options, cache: ts.createModuleResolutionCache(root, (name) => name, options) };
    resolutions.set(root, resolution);
  }
  return resolution;
}

exports.interfaceVersion = 2;
exports.resolve = (source, file, { root }) => {
  if (isBuiltin(source)) return { found: true, path: null };
  const { options, cache } = resolutionOf(root);
  const { resolvedModule } = ts.resolveModuleName(source, file, options, ts.sys, cache);
  return resolvedModule ? { found: true, path: resolvedModule.resolvedFileName } : { found: false };
};

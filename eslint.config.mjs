// Lint for the whole workspace: types, Angular, templates, NgRx and the layers of the architecture. Prettier decides how
// code looks; here is only what it means.
import { configs as ngrx } from '@ngrx/eslint-plugin';
import angular from 'angular-eslint';
import prettier from 'eslint-config-prettier';
import { defineConfig, globalIgnores } from 'eslint/config';
import tseslint from 'typescript-eslint';
import { layers } from './projects/workspace/layers.ts';

const angularFiles = [
  'src/**/*.ts',
  'projects/ngx-agora-rtm/**/*.ts',
  'projects/playground/**/*.ts',
  'e2e/fault-page/**/*.ts',
  'bench/pane/subjects/**/*.ts',
];
const templates = ['src/**/*.html', 'projects/{ngx-agora-rtm,playground}/**/*.html'];
const specs = ['**/*.spec.ts', 'e2e/**/*.ts', 'projects/agora-rtm-emulator/differential/suite.ts'];

/** Element and attribute names: `rtm-…` and `rtmX` in the library, `desk-…` and `deskX` in the console. */
const selectors = (prefix) => ({
  '@angular-eslint/component-selector': [
    'error',
    [
      { type: 'element', prefix, style: 'kebab-case' },
      { type: 'attribute', prefix, style: 'camelCase' },
    ],
  ],
  '@angular-eslint/directive-selector': [
    'error',
    { type: 'attribute', prefix, style: 'camelCase' },
  ],
});

const rawHtml = 'Text from a message must never become markup: bind text, or build elements.';

export default defineConfig(
  globalIgnores([
    'dist',
    'coverage',
    // Its packages are there only where somebody has installed them, and so are their types.
    'bench/pane/peers',
    'out-tsc',
    'e2e-out',
    '.angular',
    '.emulator-data',
    'projects/workspace/agora-rtc-sdk-ng-stub',
    // Compiled and checked by its own test, against the packed packages.
    'projects/workspace/pack-app',
  ]),

  {
    name: 'typescript',
    files: ['**/*.ts'],
    extends: [tseslint.configs.strictTypeChecked, tseslint.configs.stylisticTypeChecked],
    languageOptions: {
      parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname },
    },
    linterOptions: { reportUnusedDisableDirectives: 'error' },
    rules: {
      // Numbers read well in a sentence; objects and undefined do not, and stay forbidden.
      '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true }],
      // `() => this.#close()` is how a short callback is written here, whatever close returns; and `return fail(...)`
      // is a short way out of a function that returns nothing.
      '@typescript-eslint/no-confusing-void-expression': [
        'error',
        { ignoreArrowShorthand: true, ignoreVoidReturningFunctions: true },
      ],
      // A leading underscore says that something is there for its position or its type only.
      '@typescript-eslint/no-unused-vars': [
        'error',
        { argsIgnorePattern: '^_', varsIgnorePattern: '^_' },
      ],
      '@typescript-eslint/switch-exhaustiveness-check': [
        'error',
        { considerDefaultExhaustiveForUnions: true },
      ],
      // `async` without `await` turns a throw into a rejection, as a function that promises something owes its caller.
      '@typescript-eslint/require-await': 'off',
      // It asks for the `!` that no-non-null-assertion forbids.
      '@typescript-eslint/non-nullable-type-assertion-style': 'off',
      eqeqeq: ['error', 'always', { null: 'ignore' }],
    },
  },

  {
    name: 'angular',
    files: angularFiles,
    extends: [angular.configs.tsRecommended, ngrx.allTypeChecked],
    processor: angular.processInlineTemplates,
    rules: {
      '@angular-eslint/prefer-on-push-component-change-detection': 'error',
      '@angular-eslint/prefer-signals': 'error',
      // An NgModule and a static-only token holder are classes with nothing but a decorator.
      '@typescript-eslint/no-extraneous-class': ['error', { allowWithDecorator: true }],
      // Angular's classes are interfaces too: an ErrorStateMatcher is any object with its method.
      '@typescript-eslint/no-unsafe-class-instance-assignment': 'off',
      // Effects are arrow functions like any other.
      '@ngrx/prefer-effect-callback-in-block-statement': 'off',
      'no-console': ['error', { allow: ['warn', 'error'] }],
      'no-restricted-globals': ['error', 'Zone'],
      'no-restricted-syntax': [
        'error',
        {
          selector:
            'MemberExpression[property.name=/^((inner|outer)HTML|insertAdjacentHTML|bypassSecurityTrust.*)$/]',
          message: rawHtml,
        },
        { selector: 'Property[key.value=/^\\[(inner|outer)HTML\\]$/]', message: rawHtml },
        {
          selector: 'ImportDeclaration[source.value=/^zone\\.js/]',
          message: 'Zoneless: no zone.js here.',
        },
      ],
    },
  },
  { name: 'library selectors', files: ['projects/ngx-agora-rtm/**/*.ts'], rules: selectors('rtm') },
  {
    name: 'playground selectors',
    files: ['projects/playground/**/*.ts'],
    rules: selectors('play'),
  },
  { name: 'fault page selectors', files: ['e2e/fault-page/**/*.ts'], rules: selectors('fault') },
  {
    name: 'bench selectors',
    files: ['bench/pane/subjects/**/*.ts'],
    rules: selectors('bench'),
  },
  { name: 'console selectors', files: ['src/**/*.ts'], rules: selectors('desk') },

  {
    name: 'templates',
    files: templates,
    extends: [angular.configs.templateRecommended, angular.configs.templateAccessibility],
    rules: {
      '@angular-eslint/template/prefer-control-flow': 'error',
      'no-restricted-syntax': [
        'error',
        { selector: 'BoundAttribute[name=/^(inner|outer)HTML$/]', message: rawHtml },
      ],
    },
  },

  ...layers(import.meta.dirname),

  {
    name: 'specs',
    files: specs,
    rules: {
      // `expect(spy.method)` hands a method over without ever calling it.
      '@typescript-eslint/unbound-method': 'off',
      // `messages[0]!.text` fails the test where there is no such message, which is what a test is for.
      '@typescript-eslint/no-non-null-assertion': 'off',
      // A listener that does nothing is a fair thing to test with.
      '@typescript-eslint/no-empty-function': 'off',
      // describe and it of node:test return promises that the runner itself waits for.
      '@typescript-eslint/no-floating-promises': [
        'error',
        {
          allowForKnownSafeCalls: [
            {
              from: 'package',
              name: ['describe', 'it', 'test', 'suite', 'skip', 'todo'],
              package: 'node:test',
            },
          ],
        },
      ],
      // A test reads markup to see that none got through.
      'no-restricted-syntax': 'off',
      // A focused test switches the others off without a word.
      'no-restricted-globals': ['error', 'fit', 'fdescribe', 'Zone'],
      // Test hosts are small, and named for what they hold.
      '@angular-eslint/component-selector': 'off',
      '@angular-eslint/prefer-on-push-component-change-detection': 'off',
    },
  },

  {
    // The emulator and these scripts run in Node, where the console is the user interface.
    name: 'node',
    files: [
      'projects/workspace/**/*.ts',
      'projects/agora-rtm-emulator/src/cli.ts',
      'bench/**/*.ts',
    ],
    rules: { 'no-console': 'off' },
  },

  prettier,
);

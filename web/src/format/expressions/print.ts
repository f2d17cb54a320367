import { partText, pathText, type Argument, type Expression, type TextLiteral } from './tree';

// How tightly each kind binds, the loosest first, as Jinja2's parser has it.
const CHOICE = 1;
const OR = 2;
const AND = 3;
const NOT = 4;
const COMPARE = 5;
const ARITHMETIC = { '+': 6, '-': 6, '~': 7, '*': 8, '/': 8 } as const;
const SIGNED = 9;
const FILTERED = 10;
const WHOLE = 11;

/** Write an expression as it is written by hand; parentheses stand where they were, or have to be. */
export function printExpression(expression: Expression): string {
  switch (expression.kind) {
    case 'path':
      return pathText(expression.steps);
    case 'part':
      return printExpression(expression.of) + partText(expression.steps);
    case 'text':
      return printText(expression);
    case 'number':
      return expression.digits;
    case 'boolean':
      return expression.value ? 'true' : 'false';
    case 'list':
      return `[${expression.items.map(printExpression).join(', ')}]`;
    case 'group':
      return `(${printExpression(expression.inner)})`;
    case 'minus':
      return `-${within(expression.value, WHOLE)}`;
    case 'filter':
      return `${within(expression.value, SIGNED)} | ${expression.name}${printArguments(expression.arguments)}`;
    case 'test': {
      const inner =
        expression.value.kind === 'test' ? parenthesised(expression.value) : within(expression.value, SIGNED);
      return `${inner} is ${expression.negated ? 'not ' : ''}${expression.name}`;
    }
    case 'arithmetic': {
      const level = ARITHMETIC[expression.operator];
      const left = withoutTest(within(expression.left, level));
      return `${left} ${expression.operator} ${within(expression.right, level + 1)}`;
    }
    case 'compare':
      return `${withoutTest(within(expression.left, COMPARE + 1))} ${expression.operator} ${within(expression.right, COMPARE + 1)}`;
    case 'not':
      return `not ${within(expression.value, NOT)}`;
    case 'and':
    case 'or':
      return expression.items
        .map((item) => within(item, expression.kind === 'or' ? AND : NOT))
        .join(` ${expression.kind} `);
    case 'choice': {
      const then = withoutTest(within(expression.then, OR));
      const otherwise = expression.otherwise ? ` else ${printExpression(expression.otherwise)}` : '';
      const test = within(expression.test, OR);
      return `${then} if ${otherwise ? test : withoutTest(test)}${otherwise}`;
    }
  }
}

function levelOf(expression: Expression): number {
  switch (expression.kind) {
    case 'choice':
      return CHOICE;
    case 'or':
      return OR;
    case 'and':
      return AND;
    case 'not':
      return NOT;
    case 'compare':
      return COMPARE;
    case 'arithmetic':
      return ARITHMETIC[expression.operator];
    case 'minus':
      return SIGNED;
    case 'filter':
    case 'test':
      return FILTERED;
    default:
      return WHOLE;
  }
}

function within(expression: Expression, least: number): string {
  return levelOf(expression) >= least ? printExpression(expression) : parenthesised(expression);
}

function parenthesised(expression: Expression): string {
  return `(${printExpression(expression)})`;
}

// A name after a test would be read as the test's argument.
function withoutTest(printed: string): string {
  return /\bis (?:not )?[a-z]+$/.test(printed) ? `(${printed})` : printed;
}

function printArguments(given: readonly Argument[]): string {
  if (!given.length) return '';
  const all = given.map(
    ({ name, value }) => `${name === undefined ? '' : `${name}=`}${printExpression(value)}`,
  );
  return `(${all.join(', ')})`;
}

function printText({ value, quote }: TextLiteral): string {
  const escaped = value.replaceAll('\\', '\\\\').replaceAll(quote, `\\${quote}`);
  return `${quote}${escaped}${quote}`;
}

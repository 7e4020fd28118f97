package dev.tryout.space;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** A node of a constraint's syntax tree. Numbers evaluate to {@link Double}. */
sealed interface Expression {
    Object evaluate(Configuration configuration);

    List<Expression> children();

    /** The parameters named in this tree. */
    default Set<String> names() {
        Set<String> names = new LinkedHashSet<>();
        Stream.concat(Stream.of(this), children().stream()).forEach(node -> {
            if (node instanceof Name name) {
                names.add(name.name());
            } else if (node != this) {
                names.addAll(node.names());
            }
        });
        return names;
    }

    /** A number, text or truth value as written. */
    record Literal(Object value) implements Expression {
        @Override
        public Object evaluate(Configuration configuration) {
            return value;
        }

        @Override
        public List<Expression> children() {
            return List.of();
        }
    }

    /** The value of a parameter. */
    record Name(String name) implements Expression {
        @Override
        public Object evaluate(Configuration configuration) {
            Object value = configuration.value(name).orElseThrow();
            return value instanceof Number number ? (Object) number.doubleValue() : value;
        }

        @Override
        public List<Expression> children() {
            return List.of();
        }
    }

    /** {@code not x}. */
    record Not(Expression operand) implements Expression {
        @Override
        public Object evaluate(Configuration configuration) {
            return !truth(operand.evaluate(configuration));
        }

        @Override
        public List<Expression> children() {
            return List.of(operand);
        }
    }

    /** Two operands and what joins them. */
    record Binary(String operator, Expression left, Expression right) implements Expression {
        @Override
        public Object evaluate(Configuration configuration) {
            Object a = left.evaluate(configuration);
            if (operator.equals("or")) {
                return truth(a) || truth(right.evaluate(configuration));
            }
            if (operator.equals("and")) {
                return truth(a) && truth(right.evaluate(configuration));
            }
            Object b = right.evaluate(configuration);
            return switch (operator) {
                case "==" -> a.equals(b);
                case "!=" -> !a.equals(b);
                case "<" -> number(a) < number(b);
                case "<=" -> number(a) <= number(b);
                case ">" -> number(a) > number(b);
                case ">=" -> number(a) >= number(b);
                case "+" -> number(a) + number(b);
                case "-" -> number(a) - number(b);
                case "*" -> number(a) * number(b);
                case "/" -> number(a) / number(b);
                default -> throw new IllegalStateException("no operator " + operator);
            };
        }

        @Override
        public List<Expression> children() {
            return List.of(left, right);
        }
    }

    private static boolean truth(Object value) {
        if (value instanceof Boolean truth) {
            return truth;
        }
        throw new IllegalArgumentException("expected a truth value in a constraint, got '" + value + "'");
    }

    private static double number(Object value) {
        if (value instanceof Double number) {
            return number;
        }
        throw new IllegalArgumentException("expected a number in a constraint, got '" + value + "'");
    }
}

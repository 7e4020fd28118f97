package dev.tryout.space;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Recursive descent over a constraint's tokens; each method is one level of precedence, lowest first. */
final class ExpressionParser {
    private static final Pattern TOKEN =
            Pattern.compile("\\s*(?:(?<number>\\d+(?:\\.\\d*)?(?:[eE][+-]?\\d+)?|\\.\\d+(?:[eE][+-]?\\d+)?)"
                    + "|(?<name>[A-Za-z_][A-Za-z0-9_.]*)|(?<text>'[^']*'|\"[^\"]*\")"
                    + "|(?<symbol><=|>=|==|!=|[-<>+*/()]))");
    private static final int MAX_LENGTH = 1_000;
    private static final int MAX_DEPTH = 50;

    private final String source;
    private final List<Token> tokens;
    private int next;
    private int depth;

    private record Token(String kind, String text, int column) {}

    ExpressionParser(String source) {
        this.source = source;
        this.tokens = tokens(source);
    }

    private static List<Token> tokens(String source) {
        if (source.length() > MAX_LENGTH) {
            throw new IllegalArgumentException("a constraint may have " + MAX_LENGTH + " characters at most");
        }
        List<Token> tokens = new ArrayList<>();
        Matcher matcher = TOKEN.matcher(source);
        int position = 0;
        while (!source.substring(position).isBlank()) {
            if (!matcher.find(position) || matcher.start() != position) {
                throw new IllegalArgumentException("constraint '" + source + "': cannot read '"
                        + source.substring(position).strip() + "'");
            }
            for (String kind : List.of("number", "name", "text", "symbol")) {
                if (matcher.group(kind) != null) {
                    tokens.add(new Token(kind, matcher.group(kind), matcher.start(kind) + 1));
                }
            }
            position = matcher.end();
        }
        return tokens;
    }

    Expression parse() {
        Expression expression = either();
        if (next < tokens.size()) {
            throw unexpected("'and', 'or' or the end");
        }
        if (!isTruth(expression)) {
            throw new IllegalArgumentException(
                    "constraint '" + source + "' must compare something, as in 'batch_size <= 32'");
        }
        return expression;
    }

    private static boolean isTruth(Expression expression) {
        return expression instanceof Expression.Not
                || expression instanceof Expression.Name
                || (expression instanceof Expression.Binary binary
                        && !List.of("+", "-", "*", "/").contains(binary.operator()));
    }

    private Expression either() {
        Expression left = both();
        while (accept("or")) {
            left = new Expression.Binary("or", left, both());
        }
        return left;
    }

    private Expression both() {
        Expression left = negation();
        while (accept("and")) {
            left = new Expression.Binary("and", left, negation());
        }
        return left;
    }

    private Expression negation() {
        if (++depth > MAX_DEPTH) {
            throw new IllegalArgumentException("a constraint may nest " + MAX_DEPTH + " levels at most");
        }
        Expression expression = accept("not") ? new Expression.Not(negation()) : comparison();
        depth--;
        return expression;
    }

    private Expression comparison() {
        Expression left = sum();
        for (String operator : List.of("<=", ">=", "==", "!=", "<", ">")) {
            if (accept(operator)) {
                return new Expression.Binary(operator, left, sum());
            }
        }
        return left;
    }

    private Expression sum() {
        Expression left = product();
        while (true) {
            if (accept("+")) {
                left = new Expression.Binary("+", left, product());
            } else if (accept("-")) {
                left = new Expression.Binary("-", left, product());
            } else {
                return left;
            }
        }
    }

    private Expression product() {
        Expression left = operand();
        while (true) {
            if (accept("*")) {
                left = new Expression.Binary("*", left, operand());
            } else if (accept("/")) {
                left = new Expression.Binary("/", left, operand());
            } else {
                return left;
            }
        }
    }

    private Expression operand() {
        if (accept("-")) {
            return new Expression.Binary("-", new Expression.Literal(0.0), operand());
        }
        if (accept("(")) {
            Expression inner = either();
            if (!accept(")")) {
                throw unexpected("')'");
            }
            return inner;
        }
        if (next == tokens.size()) {
            throw unexpected("a number, a name or a quoted text");
        }
        Token token = tokens.get(next);
        switch (token.kind()) {
            case "number" -> {
                next++;
                return new Expression.Literal(Double.valueOf(token.text()));
            }
            case "text" -> {
                next++;
                return new Expression.Literal(
                        token.text().substring(1, token.text().length() - 1));
            }
            case "name" -> {
                if (List.of("and", "or", "not").contains(token.text())) {
                    throw unexpected("a number, a name or a quoted text");
                }
                next++;
                return token.text().equals("true") || token.text().equals("false")
                        ? new Expression.Literal(Boolean.valueOf(token.text()))
                        : new Expression.Name(token.text());
            }
            default -> throw unexpected("a number, a name or a quoted text");
        }
    }

    private boolean accept(String symbol) {
        if (next < tokens.size()
                && !tokens.get(next).kind().equals("text")
                && tokens.get(next).text().equals(symbol)) {
            next++;
            return true;
        }
        return false;
    }

    private IllegalArgumentException unexpected(String expected) {
        String found = next < tokens.size()
                ? "'" + tokens.get(next).text() + "' at character "
                        + tokens.get(next).column()
                : "its end";
        return new IllegalArgumentException("constraint '" + source + "': expected " + expected + ", found " + found);
    }
}

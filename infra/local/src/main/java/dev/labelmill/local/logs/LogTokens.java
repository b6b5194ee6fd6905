package dev.labelmill.local.logs;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A query's tokens, and the place of the next one. */
final class LogTokens {

    enum Kind {
        NAME,
        NUMBER,
        /** A number with its unit, as in {@code bin(5m)}. */
        LENGTH,
        TEXT,
        REGEX,
        SIGN,
        END
    }

    record Token(Kind kind, String text) {}

    private static final Pattern TOKEN = Pattern.compile("(?<space>\\s+|#[^\\n]*)"
            + "|(?<length>\\d+(?:ms|s|m|h|d)\\b)|(?<number>\\d+(?:\\.\\d+)?)"
            + "|(?<name>[@A-Za-z_][\\w@.]*|`[^`]+`)|(?<text>'[^']*'|\"[^\"]*\")"
            + "|(?<sign>=~|!=|<=|>=|[-+*/%^=<>(),|\\[\\]])");
    private static final Pattern REGEX = Pattern.compile("/((?:[^/\\\\]|\\\\.)+)/");
    private static final Set<String> BEFORE_REGEX = Set.of("like", "=~", "parse");

    private final String query;
    private final List<Token> tokens = new ArrayList<>();
    private int next;

    LogTokens(String query) throws LogProblem {
        this.query = query;
        for (int at = 0; at < query.length(); ) {
            at = read(at);
        }
        tokens.add(new Token(Kind.END, ""));
    }

    private int read(int at) throws LogProblem {
        Matcher regex = REGEX.matcher(query).region(at, query.length());
        if (mayBeRegex() && regex.lookingAt()) {
            tokens.add(new Token(Kind.REGEX, regex.group(1)));
            return regex.end();
        }
        Matcher token = TOKEN.matcher(query).region(at, query.length());
        if (!token.lookingAt()) {
            throw new LogProblem("The log query cannot be read from \"" + shortened(query.substring(at)) + "\" on.");
        }
        if (token.group("space") == null) {
            tokens.add(token(token));
        }
        return token.end();
    }

    /** A slash divides, but after "like", and after the field of a "parse", it begins a regular expression. */
    private boolean mayBeRegex() {
        int last = tokens.size() - 1;
        return last >= 0 && BEFORE_REGEX.contains(tokens.get(last).text().toLowerCase(Locale.ROOT))
                || last >= 1 && tokens.get(last - 1).text().equalsIgnoreCase("parse");
    }

    private static Token token(Matcher token) {
        if (token.group("length") != null) {
            return new Token(Kind.LENGTH, token.group());
        }
        if (token.group("number") != null) {
            return new Token(Kind.NUMBER, token.group());
        }
        if (token.group("name") != null) {
            return new Token(Kind.NAME, token.group().replace("`", ""));
        }
        String text = token.group("text");
        return text == null
                ? new Token(Kind.SIGN, token.group())
                : new Token(Kind.TEXT, text.substring(1, text.length() - 1));
    }

    Token peek() {
        return tokens.get(next);
    }

    Token take() {
        Token token = tokens.get(next);
        if (token.kind() != Kind.END) {
            next++;
        }
        return token;
    }

    /** Takes a sign or a keyword in any case, if it comes next. */
    boolean takes(String text) {
        Token token = peek();
        boolean is = (token.kind() == Kind.SIGN || token.kind() == Kind.NAME)
                && token.text().equalsIgnoreCase(text);
        if (is) {
            next++;
        }
        return is;
    }

    void expect(String text) throws LogProblem {
        if (!takes(text)) {
            throw unexpected(text);
        }
    }

    String name() throws LogProblem {
        Token token = take();
        if (token.kind() != Kind.NAME) {
            throw unexpected("a field's name");
        }
        return token.text();
    }

    LogProblem unexpected(String wanted) {
        String found = peek().kind() == Kind.END ? "ends" : "has \"" + peek().text() + "\"";
        return new LogProblem("The log query " + found + " where " + wanted + " must come.");
    }

    /** Where the next token is. */
    int place() {
        return next;
    }

    /** The tokens since {@code place} as one text, which names a column that has no alias. */
    String since(int place) {
        StringBuilder text = new StringBuilder();
        for (Token token : tokens.subList(place, next)) {
            text.append(token.text());
            if (token.text().equals(",")) {
                text.append(' ');
            }
        }
        return text.toString();
    }

    private static String shortened(String text) {
        return text.length() > 30 ? text.substring(0, 30) + "…" : text;
    }
}

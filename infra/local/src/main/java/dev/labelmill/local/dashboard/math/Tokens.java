package dev.labelmill.local.dashboard.math;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** An expression's tokens, and the place of the next one. */
final class Tokens {

    private static final Pattern TOKEN =
            Pattern.compile("\\s*(?:(?<number>\\d+(?:\\.\\d+)?(?:[eE][+-]?\\d+)?)|(?<word>[A-Za-z_]\\w*)"
                    + "|(?<text>'[^']*'|\"[^\"]*\")|(?<sign>==|!=|<=|>=|&&|\\|\\||[-+*/^()\\[\\],<>]))");

    enum Kind {
        NUMBER,
        WORD,
        TEXT,
        SIGN,
        END
    }

    record Token(Kind kind, String text) {}

    private final List<Token> tokens = new ArrayList<>();
    private int next;

    Tokens(String text) throws MathProblem {
        Matcher matcher = TOKEN.matcher(text.strip());
        int at = 0;
        int end = text.strip().length();
        while (at < end) {
            if (!matcher.find(at) || matcher.start() != at) {
                throw new MathProblem("The expression " + text + " cannot be read from \""
                        + text.strip().substring(at) + "\" on.");
            }
            tokens.add(token(matcher));
            at = matcher.end();
        }
        tokens.add(new Token(Kind.END, ""));
    }

    private static Token token(Matcher matcher) {
        if (matcher.group("number") != null) {
            return new Token(Kind.NUMBER, matcher.group("number"));
        }
        if (matcher.group("word") != null) {
            return new Token(Kind.WORD, matcher.group("word"));
        }
        String text = matcher.group("text");
        return text == null
                ? new Token(Kind.SIGN, matcher.group("sign"))
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

    /** Whether the next token is a function's name: SUM alone orders a SORT, SUM(…) is a function. */
    boolean isCall() {
        return next + 1 < tokens.size() && tokens.get(next + 1).text().equals("(");
    }

    /** Takes the sign if it comes next. */
    boolean takes(String sign) {
        boolean is = peek().kind() == Kind.SIGN && peek().text().equals(sign);
        if (is) {
            next++;
        }
        return is;
    }

    void expect(String sign) throws MathProblem {
        if (!takes(sign)) {
            String found = peek().kind() == Kind.END ? "the end" : "\"" + peek().text() + "\"";
            throw new MathProblem("An expression has " + found + " where \"" + sign + "\" must come.");
        }
    }
}

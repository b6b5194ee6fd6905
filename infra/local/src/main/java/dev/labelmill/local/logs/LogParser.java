package dev.labelmill.local.logs;

import dev.labelmill.local.logs.LogExpression.Named;
import dev.labelmill.local.logs.LogTokens.Kind;
import dev.labelmill.local.logs.LogTokens.Token;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads a query's commands. */
final class LogParser {

    private static final Pattern NAMED_GROUP = Pattern.compile("\\(\\?<([A-Za-z]\\w*)>");

    private final LogTokens tokens;
    private final LogExpressionParser expressions;
    private final Set<String> groups = new LinkedHashSet<>();
    private final List<LogCommand> commands = new ArrayList<>();
    private boolean ordered;

    LogParser(String query) throws LogProblem {
        tokens = new LogTokens(query);
        expressions = new LogExpressionParser(tokens);
    }

    LogQuery parse() throws LogProblem {
        do {
            command(tokens.name());
        } while (tokens.takes("|"));
        if (tokens.peek().kind() != Kind.END) {
            throw tokens.unexpected("\"|\"");
        }
        return new LogQuery(groups, commands, ordered);
    }

    private void command(String name) throws LogProblem {
        switch (name.toLowerCase(Locale.ROOT)) {
            case "source" -> source();
            case "fields" -> commands.add(LogCommands.fields(named()));
            case "display" -> commands.add(LogCommands.display(named()));
            case "filter" -> commands.add(LogCommands.filter(expressions.expression()));
            case "stats" -> {
                List<Named> aggregates = named();
                List<Named> by = tokens.takes("by") ? named() : List.of();
                commands.add(LogCommands.stats(aggregates, by));
                ordered = true;
            }
            case "sort" -> sort();
            case "limit" -> commands.add(LogCommands.limit(number()));
            case "dedup" -> commands.add(LogCommands.dedup(named()));
            case "parse" -> parseField();
            default -> throw new LogProblem("This page runs log queries without the command " + name + ".");
        }
    }

    private void source() throws LogProblem {
        do {
            Token token = tokens.take();
            if (token.kind() != Kind.TEXT) {
                throw new LogProblem("In the log query, SOURCE takes a log group's name in quotes.");
            }
            groups.add(token.text());
        } while (tokens.takes(","));
    }

    private List<Named> named() throws LogProblem {
        List<Named> all = new ArrayList<>();
        do {
            int place = tokens.place();
            LogExpression expression = expressions.expression();
            String text = tokens.since(place);
            all.add(new Named(tokens.takes("as") ? tokens.name() : text, expression));
        } while (tokens.takes(","));
        return all;
    }

    private void sort() throws LogProblem {
        List<Named> keys = new ArrayList<>();
        List<Boolean> descending = new ArrayList<>();
        do {
            int place = tokens.place();
            LogExpression expression = expressions.expression();
            keys.add(new Named(tokens.since(place), expression));
            descending.add(tokens.takes("desc"));
            tokens.takes("asc");
        } while (tokens.takes(","));
        commands.add(LogCommands.sort(keys, descending));
        ordered = true;
    }

    private long number() throws LogProblem {
        Token token = tokens.take();
        if (token.kind() != Kind.NUMBER) {
            throw new LogProblem("In the log query, limit takes a number.");
        }
        return (long) Double.parseDouble(token.text());
    }

    /** {@code parse field "a * b *" as x, y}, or {@code parse field /(?<x>…)/}. */
    private void parseField() throws LogProblem {
        String field = tokens.name();
        Token token = tokens.take();
        if (token.kind() == Kind.REGEX) {
            List<String> names = new ArrayList<>();
            Matcher group = NAMED_GROUP.matcher(token.text());
            while (group.find()) {
                names.add(group.group(1));
            }
            Pattern pattern = LogExpressionParser.pattern(
                    NAMED_GROUP.matcher(token.text()).replaceAll("("));
            commands.add(LogCommands.parse((row, rows) -> row.get(field), pattern, names));
            return;
        }
        if (token.kind() != Kind.TEXT) {
            throw new LogProblem("In the log query, parse takes a text in quotes or a /regular expression/.");
        }
        tokens.expect("as");
        List<String> names = new ArrayList<>();
        do {
            names.add(tokens.name());
        } while (tokens.takes(","));
        commands.add(LogCommands.parse((row, rows) -> row.get(field), glob(token.text(), names.size()), names));
    }

    private static Pattern glob(String text, int names) throws LogProblem {
        String[] parts = text.split("\\*", -1);
        if (parts.length - 1 != names) {
            throw new LogProblem("In the log query, parse has " + (parts.length - 1) + " * for " + names + " names.");
        }
        StringBuilder regex = new StringBuilder();
        for (int i = 0; i < parts.length; i++) {
            regex.append(i > 0 ? (i == parts.length - 1 && parts[i].isEmpty() ? "(.*)" : "(.*?)") : "");
            regex.append(parts[i].isEmpty() ? "" : Pattern.quote(parts[i]));
        }
        return Pattern.compile(regex.toString());
    }
}

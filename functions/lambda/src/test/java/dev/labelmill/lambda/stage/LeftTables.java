package dev.labelmill.lambda.stage;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * Deletes the tables of test classes that are done: DynamoDB Local looks through all of its tables every second, which with
 * hundreds of them takes a sixth of the tests' time. A class keeps its tables until the next one starts, since its properties may
 * run after its tests.
 */
public final class LeftTables implements BeforeAllCallback, AfterAllCallback {

    private static final List<String> MADE = new ArrayList<>();
    private static final List<String> LEFT = new ArrayList<>();

    static synchronized void made(String table) {
        MADE.add(table);
    }

    @Override
    public void beforeAll(ExtensionContext next) {
        synchronized (LeftTables.class) {
            LEFT.forEach(table -> Servers.DYNAMO.deleteTable(delete -> delete.tableName(table)));
            LEFT.clear();
        }
    }

    @Override
    public void afterAll(ExtensionContext done) {
        synchronized (LeftTables.class) {
            LEFT.addAll(MADE);
            MADE.clear();
        }
    }
}

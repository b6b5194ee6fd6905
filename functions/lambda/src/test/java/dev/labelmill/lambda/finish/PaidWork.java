package dev.labelmill.lambda.finish;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.HashMap;
import java.util.Map;

/** What vendors must be paid for what was taken, by the prices of {@link PaidRun}'s settings, reckoned as on paper. */
final class PaidWork {

    private final Map<String, Label> labels = new HashMap<>();

    private int corrections;
    private int deletions;

    private record Label(String vendor, boolean stands, long millis, long nanos) {}

    /** Takes in what the webhook has called stored. */
    void take(Said said) {
        String who = said.vendor() + " " + said.item() + " " + said.annotator();
        Label before = labels.getOrDefault(who, new Label(said.vendor(), false, 0, 0));
        if (said.choice() == null) {
            deletions += before.stands() ? 1 : 0;
            labels.put(who, new Label(said.vendor(), false, 0, 0));
            return;
        }
        corrections += before.stands() ? 1 : 0;
        long known = before.stands() ? before.millis() : 0;
        long millis = said.millis() == null ? known : said.millis();
        labels.put(who, new Label(said.vendor(), true, millis, price(said.vendor(), said.item(), millis)));
    }

    /** How many labels that stood were changed. */
    int corrections() {
        return corrections;
    }

    /** How many labels that stood were taken back. */
    int deletions() {
        return deletions;
    }

    /** What a vendor is owed, in nano-dollars. */
    long nanos(String vendor) {
        return labels.values().stream()
                .filter(label -> label.vendor().equals(vendor))
                .mapToLong(Label::nanos)
                .sum();
    }

    private static long price(String vendor, String item, long millis) {
        int kind = Integer.parseInt(item.substring(1)) % 4;
        return switch (vendor) {
            case "crowd" ->
                kind == 2
                        ? hours("31", Math.min(millis, 20_000))
                        : hours("18.000000007", millis == 0 ? 10_000 : Math.min(millis, 60_000));
            case "second" -> kind == 1 ? 71_000_001 : 31_234_567;
            default -> 200_000_001;
        };
    }

    private static long hours(String dollars, long millis) {
        return new BigDecimal(dollars)
                .multiply(BigDecimal.valueOf(millis))
                .movePointRight(9)
                .divide(BigDecimal.valueOf(3_600_000), 0, RoundingMode.HALF_UP)
                .longValueExact();
    }
}

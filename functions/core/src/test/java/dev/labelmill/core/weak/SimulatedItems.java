package dev.labelmill.core.weak;

import dev.labelmill.core.weak.LabelModel.Trust;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.OptionalInt;
import java.util.Random;

/** Items whose rules match as a label model says. */
final class SimulatedItems {

    private SimulatedItems() {}

    /** An item's class and which rules match it. */
    record Item(int truth, Matches matches) {}

    static List<Item> simulate(LabelModel truth, int items, long seed) {
        Random random = new Random(seed);
        List<Item> simulated = new ArrayList<>();
        for (int i = 0; i < items; i++) {
            double draw = random.nextDouble();
            int y = 0;
            while (y + 1 < truth.shares().size() && draw >= truth.shares().get(y)) {
                draw -= truth.shares().get(y++);
            }
            BitSet matching = new BitSet();
            for (int j = 0; j < truth.rules().size(); j++) {
                Trust rule = truth.rules().get(j);
                matching.set(j, random.nextDouble() < (rule.classIndex() == y ? rule.hit() : rule.falseAlarm()));
            }
            Matches matches = Matches.of(Pattern.of(matching), OptionalInt.empty(), random.nextDouble());
            simulated.add(new Item(y, matches));
        }
        return simulated;
    }

    static MatchCounts counted(List<Item> items) {
        MatchCounts counts = new MatchCounts();
        items.forEach(item -> counts.add(item.matches(), 1));
        return counts;
    }

    static List<Integer> classes(LabelModel model) {
        return model.rules().stream().map(Trust::classIndex).toList();
    }

    static LabelModelFit.Fitted fit(LabelModel truth, List<Item> items) {
        return LabelModelFit.fit(counted(items), truth.shares().size(), classes(truth), items.size());
    }
}

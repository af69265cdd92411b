package org.civildiy.defaults.settings;

/**
 * An environment variable is missing or malformed. The message is one line that names the variable and the rule. It never contains
 * the value, which may be a password.
 */
final class UnusableSetting extends IllegalArgumentException {
    private static final long serialVersionUID = 1L;

    UnusableSetting(Setting setting, String rule) {
        super("The environment variable %s is missing or malformed: make sure that it %s. Form: %s"
                .formatted(setting, rule, setting.example()));
    }
}

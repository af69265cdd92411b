package org.civildiy.defaults.settings;

/**
 * The exception for a missing or malformed environment variable. The message is one line that names the variable and the rule. The
 * message never contains the value, because it may be a password.
 */
final class UnusableSetting extends IllegalArgumentException {
    private static final long serialVersionUID = 1L;

    UnusableSetting(Setting setting, String rule) {
        super("The environment variable %s is missing or malformed: make sure that it %s. Form: %s"
                .formatted(setting, rule, setting.example()));
    }
}

"""Says what is wrong with action.yml, or with the page that shows how to use it.

Usage: action_yml.py ACTION SCRIPT PAGE

A line for each breach: ACTION is no composite action; an input or output is not
passed on, or SCRIPT does not use it; an expression stands where the shell would
read it; another action is not pinned to a major version; a workflow in PAGE
gives what is not asked for, or leaves out what is. Exit code 1 if there is one.
"""
import re
import sys

import yaml

EXPRESSION = re.compile(r"\$\{\{ *([\w.-]+) *\}\}")
WORDS = re.compile(r"[A-Za-z0-9_]+")


def said_of_steps(steps, script):
    ids = {step.get("id") for step in steps}
    for step in steps:
        name = step.get("name", "a step without a name")
        if ("run" in step) == ("uses" in step):
            yield f"{name}: wants either run or uses"
        if "run" in step and step.get("shell") != "bash":
            yield f"{name}: wants shell: bash"
        if "${{" in step.get("run", ""):
            yield f"{name}: the shell reads an expression"
        if "uses" in step and not re.fullmatch(
                r"actions/[\w/-]+@v\d+", step["uses"]):
            yield f"{name}: {step['uses']} is not pinned to a major version"
        for variable in step.get("env", {}):
            if variable not in WORDS.findall(script):
                yield f"{name}: nobody uses {variable}"
        for other in re.findall(r"\bsteps\.(\w+)\.", str(step)):
            if other not in ids:
                yield f"{name}: there is no step {other}"


def said_of_action(action, script):
    for key in ("name", "description", "inputs", "outputs", "runs"):
        if not action.get(key):
            yield f"wants {key}"
            return
    steps = action["runs"].get("steps", [])
    if action["runs"].get("using") != "composite":
        yield "is no composite action"
    yield from said_of_steps(steps, script)
    passed = {}
    for step in steps:
        for variable, value in step.get("env", {}).items():
            for path in EXPRESSION.findall(str(value)):
                passed.setdefault(path, []).append(variable)
    for name, entry in action["inputs"].items():
        wanted = "INPUT_" + name.upper().replace("-", "_")
        if passed.pop(f"inputs.{name}", None) != [wanted]:
            yield f"the input {name} is not passed on as {wanted}"
        if not entry.get("required") and not isinstance(
                entry.get("default"), str):
            yield f"the input {name} wants a default, in quotes"
    for path in passed:
        if path.startswith("inputs."):
            yield f"{path} is passed on, but is no input"
    if "check" not in [step.get("id") for step in steps]:
        yield "there is no step check, which the outputs are of"
    for name, entry in action["outputs"].items():
        if entry.get("value") != f"${{{{ steps.check.outputs.{name} }}}}" or \
                f"output {name} " not in script:
            yield f"the output {name} is written by nobody"


def said_of_page(action, text):
    uses = 0
    for block in re.findall(r"^```yaml\n(.*?)^```", text, re.M | re.S):
        for job in yaml.safe_load(block).get("jobs", {}).values():
            for step in job["steps"]:
                if "wsdrain@" not in step.get("uses", ""):
                    continue
                uses += 1
                given = set(step.get("with", {}))
                for name in given - set(action["inputs"]):
                    yield f"the page gives {name}, which is no input"
                if "url" not in given:
                    yield "the page gives no url"
    if uses == 0:
        yield "the page shows no workflow"
    for name in [*action["inputs"], *action["outputs"]]:
        if f"| `{name}` |" not in text:
            yield f"the page does not explain {name}"


def main():
    action_text, script, page = (
        open(path, encoding="utf-8").read() for path in sys.argv[1:])
    action = yaml.safe_load(action_text)
    said = [*said_of_action(action, script)]
    said += said or said_of_page(action, page)
    print("\n".join(said), end="\n" if said else "")
    sys.exit(1 if said else 0)


if __name__ == "__main__":
    main()

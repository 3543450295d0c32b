package main

import "github.com/vmware/govmomi/vim25/types"

// plan says what one VM asks while it powers on, and whether its task can be cancelled.
type plan struct {
	name       string
	questions  []types.VirtualMachineQuestionInfo
	cancelable bool
	// late raises the question only after the task has been running for a while: the case that a client which looks
	// for questions only between two waits on the task's state never sees.
	late bool
}

var plans = []plan{
	{name: "asks-serial", questions: []types.VirtualMachineQuestionInfo{serial("q-serial", 1)}},
	{name: "asks-late", questions: []types.VirtualMachineQuestionInfo{serial("q-late", 1)}, late: true},
	{name: "asks-without-default", questions: []types.VirtualMachineQuestionInfo{serial("q-nodefault", none)}},
	{name: "asks-twice", questions: []types.VirtualMachineQuestionInfo{serial("q-first", 1), moved("q-second", 2)}},
	{name: "asks-cancelable", questions: []types.VirtualMachineQuestionInfo{serial("q-cancelable", 1)}, cancelable: true},
	{name: "asks-nothing"},
}

// none: govmomi leaves a zero defaultIndex out of its XML, so the first choice can never be marked as the default here.
// The lists below put another choice first.
const none int32 = 0

func element(key, label, summary string) types.BaseElementDescription {
	return &types.ElementDescription{Description: types.Description{Label: label, Summary: summary}, Key: key}
}

// serial is the question of a file-backed serial port whose file exists, labelled as newer hosts do.
func serial(id string, preset int32) types.VirtualMachineQuestionInfo {
	text := `Serial port output file "/vmfs/volumes/ds1/a/s.log" already exists. Replace it, or append to the end?`
	return types.VirtualMachineQuestionInfo{
		Id:   id,
		Text: "msg.serial.file.open:" + text,
		Choice: types.ChoiceOption{
			ChoiceInfo: []types.BaseElementDescription{
				element("2", "Cancel", "Cancel"),
				element("0", "button.serial.file.append", "Append"),
				element("1", "button.serial.file.overwrite", "Replace"),
			},
			DefaultIndex: preset,
		},
		Message: []types.VirtualMachineMessage{{Id: "msg.serial.file.open", Text: text}},
	}
}

// moved is the question after a VM has been copied, with its keys out of step with their order on purpose: a client
// that sends the index instead of the key is caught.
func moved(id string, preset int32) types.VirtualMachineQuestionInfo {
	return types.VirtualMachineQuestionInfo{
		Id:   id,
		Text: "msg.uuid.altered:This virtual machine might have been moved or copied.",
		Choice: types.ChoiceOption{
			ChoiceInfo: []types.BaseElementDescription{
				element("10", "Cancel", "Cancel"),
				element("11", "I _moved it", "I _moved it"),
				element("12", "I _copied it", "I _copied it"),
			},
			DefaultIndex: preset,
		},
	}
}
